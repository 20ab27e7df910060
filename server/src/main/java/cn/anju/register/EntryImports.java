package cn.anju.register;

import cn.anju.job.ImportKind;
import cn.anju.job.ImportKindSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** 每本台账一种导入，栏目照它现行的定义。 */
@Component
class EntryImports implements ImportKindSource {

    static final String PREFIX = "register-";

    private final Definitions definitions;
    private final RegisterAccess access;
    private final EntryCheck check;
    private final EntryNames names;
    private final EntryTable table;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EntryImports(Definitions definitions, RegisterAccess access, EntryCheck check, EntryNames names, EntryTable table, TransactionTemplate transaction, Clock clock) {
        this.definitions = definitions;
        this.access = access;
        this.check = check;
        this.names = names;
        this.table = table;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Optional<ImportKind> kind(String name) {
        if (!name.startsWith(PREFIX)) return Optional.empty();
        var key = name.substring(PREFIX.length());
        return transaction.execute(_ -> definitions.exists(key) ? Optional.of(new EntryImport(definitions.current(key), access, check, names, table, clock)) : Optional.empty());
    }

    /** Labels for the list of what was imported; nothing to choose from, a register's own page leads to its import. */
    @Override
    public List<ImportKind> offered() {
        return List.of();
    }
}
