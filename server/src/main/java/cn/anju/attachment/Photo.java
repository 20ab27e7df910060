package cn.anju.attachment;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/** 照片缩到够用的大小：长边两千点，小图三百二十点；躺着拍的转正，转完不再带方向。 */
final class Photo {

    /** More points than any telephone takes; a picture that claims more is not opened. */
    private static final long MOST_POINTS = 120_000_000;

    private Photo() {}

    /** The same picture with its longest edge at most this long; empty where it is no JPEG or PNG that can be opened. */
    static Optional<byte[]> fitted(byte[] content, int edge) {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) return Optional.empty();
            var reader = readers.next();
            var format = reader.getFormatName().equalsIgnoreCase("png") ? "png" : "jpg";
            if (!format.equals("png") && !reader.getFormatName().equalsIgnoreCase("jpeg")) return Optional.empty();
            try {
                reader.setInput(in, true, true);
                var width = reader.getWidth(0);
                var height = reader.getHeight(0);
                if ((long) width * height > MOST_POINTS) return Optional.empty();
                var longest = Math.max(width, height);
                if (longest <= edge) return Optional.of(content);
                var parameters = reader.getDefaultReadParam();
                var step = Math.max(1, longest / edge / 2);             // read no more points than the smaller picture can use
                parameters.setSourceSubsampling(step, step, 0, 0);
                return Optional.of(encoded(upright(reader.read(0, parameters), PlainPhoto.orientation(content), edge), format));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();                                    // a damaged picture is kept as it came
        }
    }

    private static BufferedImage upright(BufferedImage image, int orientation, int edge) {
        var factor = (double) edge / Math.max(image.getWidth(), image.getHeight());
        var isTurned = orientation >= 5;
        var width = (int) Math.max(1, Math.round(image.getWidth() * factor));
        var height = (int) Math.max(1, Math.round(image.getHeight() * factor));
        var fitted = new BufferedImage(isTurned ? height : width, isTurned ? width : height, BufferedImage.TYPE_INT_RGB);
        var graphics = fitted.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setBackground(Color.WHITE);
        graphics.clearRect(0, 0, fitted.getWidth(), fitted.getHeight());
        graphics.transform(turn(orientation, width, height));
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return fitted;
    }

    /** What each of the eight orientations of Exif undoes. */
    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
