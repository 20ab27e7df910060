package cn.anju.duty;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** 职责目录：随程序而来，编号与岗位职责的归纳一致。 */
@Component
class Catalogue {

    private final Map<String, Duty> duties = new LinkedHashMap<>();

    Catalogue() {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ClassPathResource("duties.yaml", Catalogue.class));
        for (var entry : list(Optional.ofNullable(yaml.getObject()).orElseThrow().get("duties"))) {
            var duty = read((Map<?, ?>) entry);
            if (duties.put(duty.id(), duty) != null) throw new IllegalStateException("twice in duties.yaml: " + duty.id());
        }
    }

    List<Duty> all() {
        return List.copyOf(duties.values());
    }

    Optional<Duty> find(String id) {
        return Optional.ofNullable(duties.get(id));
    }

    private static Duty read(Map<?, ?> entry) {
        var evidence = (Map<?, ?>) entry.get("evidence");
        var clock = text(entry, "clock");
        return new Duty(text(entry, "id"), text(entry, "module"), text(entry, "duty"), texts(entry, "roles"), upper(Cadence.class, entry, "cadence"), text(entry, "when"),
            texts(entry, "limit"), text(entry, "proof"), upper(Per.class, entry, "per"), clock == null ? null : LocalTime.parse(clock), (Integer) entry.get("day"),
            entry.get("times") instanceof Integer times ? times : 1, entry.get("grace") instanceof Integer grace ? grace : 0, entry.get("rhythm") == null ? null : upper(Cadence.class, entry, "rhythm"),
            new Evidence(Evidence.Type.valueOf(text(evidence, "type")), text(evidence, "key"), text(evidence, "label")), text(entry, "link"), elsewhere(entry), false, 0);
    }

    /** In the file by page, since one page often is for several roles. */
    private static Map<String, String> elsewhere(Map<?, ?> entry) {
        var pages = new LinkedHashMap<String, String>();
        if (entry.get("elsewhere") instanceof Map<?, ?> places) places.forEach((page, roles) -> list(roles).forEach(role -> pages.put(role.toString(), page.toString())));
        return pages;
    }

    private static <E extends Enum<E>> E upper(Class<E> type, Map<?, ?> entry, String key) {
        return Enum.valueOf(type, text(entry, key).toUpperCase(Locale.ROOT));
    }

    private static @Nullable String text(Map<?, ?> entry, String key) {
        var value = entry.get(key);
        return value == null ? null : value.toString();
    }

    private static List<String> texts(Map<?, ?> entry, String key) {
        return list(entry.get(key)).stream().map(Object::toString).toList();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> items ? items : List.of();
    }
}
