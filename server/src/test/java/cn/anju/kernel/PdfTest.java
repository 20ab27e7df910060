package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfTest {

    @Test void 汉字读得出来_粗细两种_页码自己数() throws Exception {
        var pdf = Pdf.of(Html.page("账单", Html.NUMBERED + "@page { size: A4 } .next { page-break-before: always }",
            "<h1>缴费通知单</h1><p>3-2-1201 " + Html.text("张三 & <李四>\u0001—") + "</p><p class=\"next\">第二张</p>"));
        try (var document = Loader.loadPDF(pdf)) {
            var text = new PDFTextStripper().getText(document);
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            // Some characters come back as their radical (页 as U+2EDA): the glyph is the same.
            assertThat(text).contains("缴费通知单", "3-2-1201 张三 & <李四>").containsPattern("第 1 ..共 2 .").containsPattern("第 2 ..共 2 .").doesNotContain("#");
        }
    }

    @Test void 页面写了外面的地址_也不去取() throws Exception {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
        });
        server.start();
        var there = "http://localhost:" + server.getAddress().getPort() + "/";
        Pdf.of(Html.page("试", "@import url('" + there + "a.css'); p { background: url('" + there + "b.png') }",
            "<p>甲</p><img src=\"" + there + "c.png\"/><img src=\"file:///etc/passwd\"/>"));
        server.stop(0);
        assertThat(asked).hasValue(0);
    }

    @Test void 写坏的页面_说出来_不出半张() {
        assertThatThrownBy(() -> Pdf.of("<html><body><p>甲</body></html>")).isInstanceOf(RuntimeException.class);
    }

    @Test void 二维码扫得出原文() throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(QrCode.of("账单 3-2-1201 ¥128.00").split(",")[1])));
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))));
        assertThat(read.getText()).isEqualTo("账单 3-2-1201 ¥128.00");
    }
}
