package cn.anju.register;

import cn.anju.kernel.Scope;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 启动时写入随程序来的台账。
 *
 * <p>What the administrator has changed stays as he made it: a later shipped version is only offered to him.
 */
@Component
@ConditionalOnWebApplication
@Order(100)
class ShippedRunner implements ApplicationRunner {

    private static final String PROGRAM = "随程序";

    private final Definitions definitions;
    private final TransactionTemplate transaction;

    ShippedRunner(Definitions definitions, TransactionTemplate transaction) {
        this.definitions = definitions;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        write(Shipped.all());
    }

    void write(Map<String, Paper> shipped) {
        Scope.of(Scope.COMPANY).run(() -> transaction.executeWithoutResult(_ -> {
            definitions.lock();
            shipped.forEach(this::write);
        }));
    }

    private void write(String key, Paper paper) {
        var last = definitions.lastShipped(key);
        if (last.isPresent() && last.get().equals(definitions.texts(paper))) return;
        if (!definitions.exists(key)) {
            definitions.add(key, Definition.Origin.SHIPPED, paper, null, PROGRAM);
            return;
        }
        var isUntouched = definitions.current(key).origin() == Definition.Origin.SHIPPED;
        definitions.addVersion(key, Definition.Origin.SHIPPED, paper, isUntouched, null, PROGRAM);
    }
}
