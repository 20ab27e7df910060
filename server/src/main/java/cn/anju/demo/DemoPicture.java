package cn.anju.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** 当作照片的一张画：回单、票据、现场，画得像一张单子。 */
final class DemoPicture {

    private static final byte[] PAPER = paper();

    private DemoPicture() {}

    static byte[] png() {
        return PAPER.clone();
    }

    /** No letters: a machine without fonts must be able to draw it. */
    private static byte[] paper() {
        var image = new BufferedImage(480, 300, BufferedImage.TYPE_BYTE_INDEXED);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 480, 300);
        pen.setColor(new Color(0x33, 0x66, 0x99));
        pen.setStroke(new BasicStroke(2));
        pen.drawRect(20, 20, 440, 260);
        for (var line = 70; line < 260; line += 35) pen.drawLine(20, line, 460, line);
        pen.drawLine(150, 70, 150, 245);
        pen.setColor(new Color(0xCC, 0x33, 0x33));
        pen.drawOval(350, 190, 80, 80);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
