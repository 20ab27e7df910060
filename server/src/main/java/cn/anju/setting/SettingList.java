package cn.anju.setting;

import cn.anju.kernel.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 设置页：按模块分组，每项的值从哪里来。 */
@Component
class SettingList {

    /** 值从哪里来：默认、公司、小区自己。 */
    enum Source { DEFAULT, COMPANY, COMMUNITY }

    record Group(String label, List<Row> settings) {}

    /** @param fallback what counts again once the value here is reset */
    record Row(String key, String label, String help, Setting.Kind kind, List<Choice> choices, String value, Source source, String fallback) {}

    record Choice(String value, String label) {}

    private final Settings settings;
    private final ObjectProvider<Settings.Catalogue> catalogues;

    SettingList(Settings settings, ObjectProvider<Settings.Catalogue> catalogues) {
        this.settings = settings;
        this.catalogues = catalogues;
    }

    @Transactional(readOnly = true)
    List<Group> of(long community) {
        return catalogues.orderedStream()
            .map(catalogue -> new Group(catalogue.label(), catalogue.settings().stream()
                .filter(setting -> community == Scope.COMPANY || !setting.isCompanyOnly())
                .map(setting -> row(community, setting)).toList()))
            .filter(group -> !group.settings().isEmpty()).toList();
    }

    private Row row(long community, Setting<?> setting) {
        var own = settings.own(community, setting.key()).orElse(null);
        var company = community == Scope.COMPANY ? null : settings.company(setting.key()).orElse(null);
        var source = own == null ? company == null ? Source.DEFAULT : Source.COMPANY
            : community == Scope.COMPANY ? Source.COMPANY : Source.COMMUNITY;
        return new Row(setting.key(), setting.label(), setting.help(), setting.kind(), setting.choices().stream().map(SettingList::choice).toList(),
            first(own, company, setting.fallback()), source, first(company, null, setting.fallback()));
    }

    private static String first(@Nullable String one, @Nullable String two, String three) {
        return one != null ? one : two != null ? two : three;
    }

    private static Choice choice(String text) {
        var at = text.indexOf('=');
        return new Choice(text.substring(0, at), text.substring(at + 1));
    }
}
