package cn.anju.kernel;

import org.jspecify.annotations.Nullable;

/** 改了什么：供早于权限模块的模块写进审计。 */
public interface ChangeLog {

    /**
     * @param subject what was changed, in words
     * @param before its fields before; null for something new
     * @param after its fields after; null for something gone
     */
    void note(String subject, @Nullable Object before, @Nullable Object after);
}
