package cn.anju.kernel;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** 二维码，作为打印页里的图。 */
public final class QrCode {

    private static final int PIXELS = 240;

    private QrCode() {}

    /** @return the {@code data:} address of a PNG */
    public static String of(String text) {
        try {
            var bits = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, PIXELS, PIXELS,
                Map.of(EncodeHintType.CHARACTER_SET, "UTF-8", EncodeHintType.MARGIN, 1, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
            var image = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_BYTE_BINARY);
            for (var x = 0; x < PIXELS; x++)
                for (var y = 0; y < PIXELS; y++) image.setRGB(x, y, bits.get(x, y) ? 0x000000 : 0xffffff);
            var png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        } catch (WriterException e) {
            throw new IllegalArgumentException("cannot be a QR code: " + text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
