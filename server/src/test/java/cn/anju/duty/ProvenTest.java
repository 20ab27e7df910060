package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.duty.Evidence.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** 每种凭据要么有故事办出来、看见打勾，要么老实写在册子里；不许两边都有，也不许两边都没有。 */
class ProvenTest {

    private static final Path UNPROVEN = Path.of("src", "test", "resources", "cn", "anju", "duty", "unproven.txt");

    @Test void 每种记录都有故事办出来_没有的写在册子里() throws IOException {
        var kept = new TreeSet<String>();
        for (var duty : new Catalogue().all()) if (duty.evidence().type() == Type.EVENT) kept.add(duty.evidence().key());
        var proven = Proven.all();
        var unproven = new TreeSet<>(Files.readAllLines(UNPROVEN).stream().filter(line -> !line.isBlank()).toList());
        assertThat(proven).as("proven by a story, and no duty rests on it").isSubsetOf(kept);
        assertThat(unproven).as("written down as unproven, though a story does it").noneMatch(proven::contains);
        kept.removeAll(proven);
        assertThat(unproven).as("no story does it").isEqualTo(kept);
    }
}
