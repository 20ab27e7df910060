package cn.anju.access;

import cn.anju.kernel.Scope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** 启动时写入岗位，备好管理员；需要设密码时打印一次性链接。 */
@Component
@ConditionalOnWebApplication
class FirstStartRunner implements ApplicationRunner {

    private final RoleBook roles;
    private final FirstStart first;
    private final String url;

    FirstStartRunner(RoleBook roles, FirstStart first, @Value("${anju.url:http://localhost:${server.port:8080}}") String url) {
        this.roles = roles;
        this.first = first;
        this.url = url;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Scope.of(Scope.COMPANY).run(() -> {
            roles.write();
            first.prepare().ifPresent(token -> System.out.printf(
                "首次使用：请在 30 分钟内打开 %s/setup?token=%s 设置管理员（admin）密码，链接只能用一次%n", url, token));
        });
    }
}
