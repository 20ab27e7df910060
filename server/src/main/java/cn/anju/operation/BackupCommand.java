package cn.anju.operation;

import cn.anju.launch.Command;
import cn.anju.launch.Database;
import cn.anju.launch.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code ./anju backup 文件}：备份成一个文件，服务开着、停着都行。 */
@Component
class BackupCommand implements Command {

    private final Backup backup;

    BackupCommand(Backup backup) {
        this.backup = backup;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var file = file(arguments, name());
        var manifest = backup.write(database, file);
        System.out.printf("OK：已备份到 %s，%d 张表 %d 行，%d KB。密钥文件 anju.key 不在备份里，请另外保管。%n",
            file, manifest.contents().size(), manifest.rows(), Files.size(file) / 1024);
        return 0;
    }

    static Path file(List<String> arguments, String command) {
        if (arguments.size() != 1) throw new StartFailure("请写明一个文件：./anju %s 文件。", command);
        return Path.of(arguments.getFirst());
    }
}
