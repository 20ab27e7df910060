package cn.anju.attachment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** 放在盘上：先写临时文件、落盘，再改名，断电也不会留下半个。 */
record DiskStore(Path folder) implements FileStore {

    @Override
    public void put(String key, byte[] content) throws IOException {
        var file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        var half = Files.createTempFile(file.getParent(), "half-", "");
        Files.write(half, content);
        try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public byte[] get(String key) throws IOException {
        return Files.readAllBytes(folder.resolve(key));
    }
}
