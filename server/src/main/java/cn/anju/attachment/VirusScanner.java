package cn.anju.attachment;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** 查毒：收下一份文件以前问一句。 */
interface VirusScanner {

    VirusScanner NONE = content -> null;

    /** What it found, by its name; null when nothing. @throws IOException when there is no answer */
    @Nullable String threatIn(byte[] content) throws IOException;
}
