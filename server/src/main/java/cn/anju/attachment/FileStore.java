package cn.anju.attachment;

import java.io.IOException;

/** 库以外放文件的地方：盘上一个文件夹，或对象存储；没有设就放在库里。 */
interface FileStore {

    /** Written once under this key and durable when it returns. */
    void put(String key, byte[] content) throws IOException;

    byte[] get(String key) throws IOException;
}
