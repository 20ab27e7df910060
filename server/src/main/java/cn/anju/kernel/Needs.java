package cn.anju.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * 这个接口要的权限，如 {@code cashier.receive}（模块.动词）。
 *
 * <p>Checked before the body is read, so that refusals come in the order 401, 403, 404, 400, 409. Every controller
 * method carries it; {@link #SIGNED_IN} and {@link #PUBLIC} say that no permission is needed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    /** Any signed-in person; with a community in the path, one who has any permission there. */
    String SIGNED_IN = "signed-in";

    /** Anybody, signed in or not. */
    String PUBLIC = "public";

    String value();
}
