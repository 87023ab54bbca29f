import com.helger.io.resource.FileSystemResource;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.peppol.PeppolValidation;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import java.io.File;
import java.time.OffsetDateTime;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * The official rules of Peppol BIS Billing 3: XML Schema, EN 16931, and Peppol's own with the Swedish ones. Writes one line
 * a file, "PASS file" or "FAIL file", and under it every broken rule; ends with 1 when a file fails.
 */
public class Validate {
  public static void main(String[] files) throws Exception {
    var registry = new ValidationExecutorSetRegistry<IValidationSourceXML>();
    PeppolValidation.initStandard(registry);
    boolean allPass = true;
    for (String name : files) {
      File file = new File(name);
      String kind = rootOf(file).equals("CreditNote") ? "creditnote" : "invoice";
      var rules = registry.getLatestReleaseActiveVersion("eu.peppol.bis3", kind, null, OffsetDateTime.now());
      if (rules == null) throw new IllegalStateException("there are no rules for " + kind);
      var source = ValidationSourceXML.create(new FileSystemResource(file));
      var result =
          ValidationExecutionManager.executeValidation(
              IValidityDeterminator.createDefault(), rules, source, Locale.ENGLISH);
      boolean passes = result.containsNoError() && result.getOverallValidity().isValid();
      allPass &= passes;
      System.out.println((passes ? "PASS " : "FAIL ") + name);
      for (var layer : result) {
        for (var error : layer.getErrorList()) {
          System.out.println(
              "  " + error.getErrorLevel().getID() + " " + error.getErrorID() + " " + error.getErrorText(Locale.ENGLISH));
        }
      }
    }
    System.exit(allPass ? 0 : 1);
  }

  private static String rootOf(File file) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(file).getDocumentElement().getLocalName();
  }
}
