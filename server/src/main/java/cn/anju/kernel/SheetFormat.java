package cn.anju.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** 文件是什么：看内容，不看后缀。 */
enum SheetFormat {
    XLSX, TEXT;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    private static final List<String> MARKUP = List.of("<html", "<!doctype", "<?xml", "<table", "%pdf", "{\\rtf");

    static SheetFormat of(byte[] content) {
        if (content.length == 0) throw Problem.invalid("file-empty", "这个文件是空的，请选择填好的 Excel 文件");
        if (startsWith(content, ZIP)) return XLSX;
        if (startsWith(content, OLE)) throw old(content);
        if (!isText(content))
            throw Problem.invalid("file-not-excel", "这不是 Excel 或 CSV 文件，请在 Excel 里另存为「Excel 工作簿（.xlsx）」后再传");
        return TEXT;
    }

    private static Problem old(byte[] content) {
        return contains(content, ENCRYPTED)
            ? Problem.invalid("file-protected", "这个 Excel 文件设了打开密码，请在 Excel 里去掉密码、保存后再传")
            : Problem.invalid("file-old-excel", "这是旧版 Excel（.xls）或 WPS（.et）文件，请打开它另存为「Excel 工作簿（.xlsx）」后再传");
    }

    private static boolean isText(byte[] content) {
        var head = new String(content, 0, Math.min(content.length, 512), StandardCharsets.ISO_8859_1);
        var start = head.strip().toLowerCase(Locale.ROOT);
        if (MARKUP.stream().anyMatch(start::startsWith)) return false;
        return CsvFile.isUtf16(content) || head.indexOf('\0') < 0;
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    private static boolean contains(byte[] content, byte[] part) {
        for (var i = 0; i <= content.length - part.length; i++)
            if (Arrays.equals(content, i, i + part.length, part, 0, part.length)) return true;
        return false;
    }
}
