package cn.anju.access;

import java.io.Serializable;
import java.security.Principal;

/** 会话里记住的只有账号的号码；权限每次请求现查，停用立刻生效。 */
record StaffPrincipal(long id) implements Principal, Serializable {

    @Override
    public String getName() {
        return Long.toString(id);
    }
}
