"""Other programs' opinion on certificates. Prints one JSON object.

usage: judge.py pdf CERTIFICATE.pem FILE...           pyHanko: does the signature hold, and as what
       judge.py credential KEY.pem LISTS.json FILE    openbadgeslib: the credential, and its status by the lists it names

LISTS.json has the signed status lists by their addresses; nothing is fetched.
"""
import json
import sys


def pdf(certificate, files):
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trusted = load_cert_from_pemder(certificate)
    found = {}
    for file in files:
        with open(file, "rb") as opened:
            signature = PdfFileReader(opened).embedded_signatures[-1]
            context = ValidationContext(trust_roots=[trusted])
            status = validate_pdf_signature(signature, context)
            found[file] = {
                "intact": status.intact,
                "valid": status.valid,
                "trusted": status.trusted,
                "coverage": status.coverage.name,
                "subFilter": str(signature.sig_object["/SubFilter"]),
            }
    return found


def credential(key, lists, file):
    from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

    with open(key) as opened:
        verifier = OB3Verifier(opened.read())
    with open(lists) as opened:
        known = json.load(opened)
    with open(file) as opened:
        token = opened.read()
    try:
        read = verifier.verify(token, check_status=True, download=lambda url: known[url].encode())
    except OB3VerificationError as refused:
        return {"refused": str(refused)}
    return {"refused": None, "id": read.id, "issuer": read.issuer.id}


what, *rest = sys.argv[1:]
answer = pdf(rest[0], rest[1:]) if what == "pdf" else credential(*rest)
print(json.dumps(answer))
