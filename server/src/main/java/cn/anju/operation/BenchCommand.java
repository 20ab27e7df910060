package cn.anju.operation;

import cn.anju.launch.Command;
import cn.anju.launch.Database;
import cn.anju.launch.StartFailure;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** {@code ./anju bench …}：测速，与同一数据库在同一次里做得到的最快相比。 */
@Component
class BenchCommand implements Command {

    private final List<Benchmark> benchmarks;

    BenchCommand(List<Benchmark> benchmarks) {
        this.benchmarks = benchmarks;
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var wanted = arguments.isEmpty() ? "" : arguments.getFirst();
        for (var benchmark : benchmarks)
            if (benchmark.name().equals(wanted)) return benchmark.run(database, arguments.subList(1, arguments.size()));
        System.err.printf("没有「%s」这项测速，可用的有：%s%n", wanted,
            benchmarks.stream().map(Benchmark::name).sorted().collect(Collectors.joining("、")));
        return 2;
    }

    /** The number that follows {@code option}, else {@code otherwise}. */
    static int number(List<String> arguments, String option, int otherwise) {
        var place = arguments.indexOf(option);
        if (place < 0) return otherwise;
        var value = place + 1 < arguments.size() ? arguments.get(place + 1) : "";
        if (!value.matches("[1-9]\\d{0,6}")) throw new StartFailure("%s 后面要有一个正整数。", option);
        return Integer.parseInt(value);
    }
}
