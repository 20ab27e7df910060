package cn.anju.access;

import cn.anju.kernel.Scope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** 启动时写入岗位，备好管理员；需要设密码时打印一次性链接。 */
@Component
class FirstStartRunner implements ApplicationRunner {

    private final RoleBook roles;
    private final FirstStart first;
    private final String port;

    FirstStartRunner(RoleBook roles, FirstStart first, @Value("${server.port:8080}") String port) {
        this.roles = roles;
        this.first = first;
        this.port = port;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Scope.of(Scope.COMPANY).run(() -> {
            roles.write();
            first.prepare().ifPresent(token -> System.out.printf(
                "首次使用：请在 30 分钟内打开 http://localhost:%s/setup?token=%s 设置管理员（admin）密码，链接只能用一次%n", port, token));
        });
    }
}
