package cn.anju.kernel;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 一条任何时候都必须成立的事实；{@code ./anju verify} 与每日核对逐条证明。做成 Spring bean 即可。 */
public interface Invariant {

    /** 给人看的一句话，如「应收账款等于未收账单」。 */
    String name();

    /**
     * 不符之处，每处一句；没有就是成立。
     *
     * @param owner reads all communities: the owner of the tables is above row-level security
     */
    List<String> violations(JdbcClient owner);

    /** What one query proves: each row it returns is a violation, told by its first column. */
    static Invariant of(String name, String query) {
        return new Invariant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> violations(JdbcClient owner) {
                return owner.sql(query).query(String.class).list();
            }
        };
    }
}
