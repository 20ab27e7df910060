package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {

    @Test
    void 一个小区办不成_别的照办_办完再报是哪几个() {
        var done = new ArrayList<String>();
        assertThatThrownBy(() -> Scope.each(List.of(1L, 2L, 3L), community -> {
            if (community == 2) throw new IllegalArgumentException("二号坏了");
            done.add(Scope.currentText());
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("[2]").hasRootCauseMessage("二号坏了");
        assertThat(done).containsExactly("1", "3");
        Scope.each(List.of(), community -> done.add("没有小区"));
        assertThat(done).hasSize(2);
    }
}
