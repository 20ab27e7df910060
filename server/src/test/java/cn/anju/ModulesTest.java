package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    private final ApplicationModules modules = ApplicationModules.of(Anju.class);

    @Test
    void 模块之间只走写明的路_没有环() {
        modules.verify();
    }

    @Test
    void 每个模块都在次序里_只用排在前面的() {
        for (var module : modules) {
            var name = module.getIdentifier().toString();
            if (name.equals("launch")) continue;
            var place = Modules.ORDER.indexOf(name);
            assertThat(place).as("%s is missing in Modules.ORDER", name).isNotNegative();
            assertThat(dependencies(module)).as("what %s uses", name)
                .isSubsetOf(Set.copyOf(Modules.ORDER.subList(0, place + 1)));
        }
    }

    private Set<String> dependencies(ApplicationModule module) {
        var names = new TreeSet<String>();
        module.getDirectDependencies(modules).uniqueModules().forEach(other -> names.add(other.getIdentifier().toString()));
        names.remove("launch");
        return names;
    }
}
