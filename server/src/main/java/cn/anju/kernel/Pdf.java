package cn.anju.kernel;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;

/**
 * 把 {@link Html#page} 做成 PDF，带着自己的汉字字体，从不去外面取东西。
 *
 * <p>Costs about a second the first time, then some 0.1 s and 2 ms a page: many notices belong into one document.
 */
public final class Pdf {

    private static final String FAMILY = "Noto Sans SC";

    private Pdf() {}

    /**
     * @param page well-formed; pictures only as {@code data:} addresses
     * @throws IllegalArgumentException when the page is not well-formed
     */
    public static byte[] of(String page) {
        var pdf = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder()
            .useExternalResourceAccessControl((uri, type) -> uri.startsWith("data:"), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
            .useExternalResourceAccessControl((uri, type) -> uri.startsWith("data:"), ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.useFont(() -> font("400Regular/NotoSansSC_400Regular.ttf"), FAMILY, 400, FontStyle.NORMAL, true, EnumSet.of(FSFontUseCase.DOCUMENT));
        builder.useFont(() -> font("700Bold/NotoSansSC_700Bold.ttf"), FAMILY, 700, FontStyle.NORMAL, true, EnumSet.of(FSFontUseCase.DOCUMENT));
        builder.withHtmlContent(holdable(page), null).toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new IllegalArgumentException("page cannot be made into a PDF", e);
        }
        return pdf.toByteArray();
    }

    /** Without what XML cannot hold: such a character in one name would leave the whole page white. */
    private static String holdable(String page) {
        var isPlain = page.chars().allMatch(c -> c >= ' ' && c < 0xFFFE || c == '\n' || c == '\t' || c == '\r');
        return isPlain ? page : page.codePoints().filter(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF) || c == '\n' || c == '\t' || c == '\r')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static InputStream font(String name) {
        try {
            var stream = Pdf.class.getResourceAsStream("/fonts/" + name);
            if (stream == null) throw new IllegalStateException("font missing: " + name);
            return new ByteArrayInputStream(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
