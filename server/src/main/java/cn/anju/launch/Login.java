package cn.anju.launch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** 数据库的一个登录角色及其密码；打印时不露密码。 */
public record Login(String user, String password) {

    Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return user;
    }
}
