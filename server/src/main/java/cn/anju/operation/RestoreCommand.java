package cn.anju.operation;

import cn.anju.launch.Command;
import cn.anju.launch.Database;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code ./anju restore 文件}：恢复到空的数据库，随后逐项核对。 */
@Component
class RestoreCommand implements Command {

    private final Restore restore;
    private final Verification verification;

    RestoreCommand(Restore restore, Verification verification) {
        this.restore = restore;
        this.verification = verification;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var manifest = restore.read(database, BackupCommand.file(arguments, name()));
        System.out.printf("已恢复 %s 的备份，%d 张表 %d 行。请把原来的密钥文件 anju.key 放进数据文件夹（或设 ANJU_KEY），否则证件号码读不出来。%n",
            manifest.madeAt(), manifest.contents().size(), manifest.rows());
        return verification.run(database, System.out) == 0 ? 0 : 1;
    }
}
