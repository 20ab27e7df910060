package cn.anju.operation;

import cn.anju.launch.Command;
import cn.anju.launch.Database;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code ./anju verify}：逐项核对账目；有不符之处即以 1 结束。 */
@Component
class VerifyCommand implements Command {

    private final Verification verification;

    VerifyCommand(Verification verification) {
        this.verification = verification;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        return verification.run(database, System.out) == 0 ? 0 : 1;
    }
}
