package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Story;
import cn.anju.launch.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 证件号码的密钥：不是这个库的那一把就不启动；丢了要明说，旧号码作废，别的照常。 */
@Story
class DataKeyTest {

    private static final String OTHER = "another-key-of-thirty-two-letters";

    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired PersonalData personalData;
    @Autowired PlatformTransactionManager transactions;

    @TempDir Path folder;

    @Test
    void 别的密钥_没有密钥_空的密钥文件_都不启动() throws IOException {
        refused(key(OTHER, "start", ""), "ANJU_KEY 不是这个数据库原来的密钥");
        refused(key("", "start", ""), "找不到这个数据库原来的密钥", folder.resolve("anju.key").toString(), "ANJU_KEY_LOST=yes");
        assertThat(folder.resolve("anju.key")).doesNotExist();
        Files.writeString(folder.resolve("anju.key"), OTHER + "\n");
        refused(key("", "demo", ""), folder.resolve("anju.key") + " 不是这个数据库原来的密钥");
        Files.writeString(folder.resolve("anju.key"), "\n");
        refused(key("", "start", ""), "是空的");
    }

    @Test
    void 核对不用密钥也行_但说得出没有还是不对() throws IOException {
        assertThat(key("", "verify", "").state()).isEqualTo(DataKey.State.MISSING);
        assertThat(key(OTHER, "verify", "").state()).isEqualTo(DataKey.State.OTHER);
        assertThat(folder.resolve("anju.key")).as("a command makes no key").doesNotExist();
    }

    @Test
    void 真的丢了_明说才启动_旧号码读不出_新号码照常() {
        var old = personalData.encrypt("110105198306130000");
        afterwardsForgotten(() -> {
            var key = key("", "start", "yes");
            assertThat(key.since()).isPresent();
            var again = new PersonalData(key("", "start", ""));
            assertThat(again.decrypt(old)).isNull();
            assertThat(again.decrypt(again.encrypt("110105198306130000"))).isEqualTo("110105198306130000");
            refused(key(OTHER, "start", ""), "ANJU_KEY 不是");
        });
        assertThat(personalData.decrypt(old)).isEqualTo("110105198306130000");
    }

    private DataKey key(String given, String command, String lost) {
        return new DataKey(given, folder.toString(), command, lost, jdbc, clock);
    }

    private static void refused(DataKey key, String... sentence) {
        assertThatThrownBy(key::afterSingletonsInstantiated).isInstanceOf(StartFailure.class).message().contains(sentence);
    }

    private interface Work {
        void run() throws IOException;
    }

    private void afterwardsForgotten(Work work) {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            try {
                work.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
