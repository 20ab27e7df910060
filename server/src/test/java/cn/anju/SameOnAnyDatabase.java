package cn.anju;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * 哪个版本的数据库上都一样，不在外部 PostgreSQL 上再讲一遍的故事。
 *
 * <p>Only what proves nothing about the database: not migrations, row-level security, constraints, triggers, locks,
 * backup, nor any query that reports or bills.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("same-on-any-database")
public @interface SameOnAnyDatabase {

    /** Why: what it proves instead. */
    String value();
}
