#!/usr/bin/env node
// The command `ledarresan`, for those who have linked or installed the package.
import { register } from 'tsx/esm/api';

register();
await import('../cli/main.ts');
