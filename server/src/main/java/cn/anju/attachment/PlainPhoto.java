package cn.anju.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** 手机照片里带的地点、时间、机型不存；哪边朝上留着，不然照片会躺倒。 */
final class PlainPhoto {

    private static final int EXIF = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int ORIENTATION = 0x0112;
    private static final byte[] EXIF_HEAD = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private PlainPhoto() {}

    /** A JPEG without what its application segments tell (Exif, XMP, maker's notes); anything else as it is. */
    static byte[] of(byte[] content) {
        if (content.length < 4 || (content[0] & 0xFF) != 0xFF || (content[1] & 0xFF) != 0xD8) return content;
        var plain = new ByteArrayOutputStream(content.length);
        plain.write(content, 0, 2);
        var at = 2;
        while (at + 4 <= content.length && (content[at] & 0xFF) == 0xFF) {
            var marker = content[at + 1] & 0xFF;
            var length = 2 + ((content[at + 2] & 0xFF) << 8 | content[at + 3] & 0xFF);
            if (marker == START_OF_SCAN || at + length > content.length) break;
            if (!tells(marker)) plain.write(content, at, length);
            else if (marker == EXIF) plain.writeBytes(upright(content, at + 4, length - 4));
            at += length;
        }
        plain.write(content, at, content.length - at);
        return plain.toByteArray();
    }

    /** APP1…APP13 and APP15 and comments; APP0 (JFIF), APP2 (colours) and APP14 (Adobe's colours) are needed to show it. */
    private static boolean tells(int marker) {
        return marker >= EXIF && marker <= 0xEF && marker != 0xE2 && marker != 0xEE || marker == 0xFE;
    }

    /** Which way is up, 1 to 8 as in Exif; 1 where a plain JPEG does not say. */
    static int orientation(byte[] plain) {
        for (var at = 2; at + 18 < plain.length && (plain[at] & 0xFF) == 0xFF && (plain[at + 1] & 0xFF) != START_OF_SCAN;) {
            var length = 2 + ((plain[at + 2] & 0xFF) << 8 | plain[at + 3] & 0xFF);
            if ((plain[at + 1] & 0xFF) == EXIF && at + length <= plain.length && length > 12) {
                var found = orientation(ByteBuffer.wrap(plain, at + 10, length - 10).slice());
                return found >= 1 && found <= 8 ? found : 1;
            }
            at += length;
        }
        return 1;
    }

    /** The segment with nothing but the orientation; empty where there is none. */
    private static byte[] upright(byte[] content, int from, int length) {
        var orientation = length < 14 || !new String(content, from, 6, StandardCharsets.ISO_8859_1).equals("Exif\0\0") ? 0 : orientation(ByteBuffer.wrap(content, from + 6, length - 6).slice());
        if (orientation < 2 || orientation > 8) return new byte[0];
        return ByteBuffer.allocate(4 + EXIF_HEAD.length + 26).put((byte) 0xFF).put((byte) EXIF).putShort((short) (2 + EXIF_HEAD.length + 26)).put(EXIF_HEAD)
            .put(new byte[] {'M', 'M'}).putShort((short) 42).putInt(8).putShort((short) 1)
            .putShort((short) ORIENTATION).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0).putInt(0).array();
    }

    private static int orientation(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) return 0;
        var entries = tiff.getShort(directory) & 0xFFFF;
        for (var entry = directory + 2; entry <= tiff.limit() - 12 && entry < directory + 2 + 12 * entries; entry += 12)
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) return tiff.getShort(entry + 8);
        return 0;
    }
}
