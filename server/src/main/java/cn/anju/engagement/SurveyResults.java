package cn.anju.engagement;

import cn.anju.engagement.Question.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 结果：逐题、逐栋、逐片区，满意率，和同一种的上一次比。 */
@Component
@Transactional(readOnly = true)
class SurveyResults {

    /** 满意率。 @param part scale answers of 4 or 5 @param whole all scale answers @param percent null where nobody has said */
    record Rate(long part, long whole, @Nullable BigDecimal percent) {

        static Rate of(long part, long whole) {
            return new Rate(part, whole, whole == 0 ? null : new BigDecimal(part * 100).divide(new BigDecimal(whole), 1, RoundingMode.HALF_UP));
        }
    }

    /** @param value the choice or the score, to ask for its answers by */
    record Share(int value, String label, long count) {}

    /** One building or area. @param id of an area 0: of none */
    record Place(long id, String name, long asked, long returned, Rate satisfaction) {}

    /** @param rate only of scale questions @param previous of the question with the same words */
    record QuestionResult(int position, Kind kind, String text, long answered, List<Share> shares, @Nullable BigDecimal average, @Nullable Rate rate, @Nullable BigDecimal previous,
                          List<Place> byBuilding, List<Place> byArea) {}

    record Previous(long id, String number, String title, @Nullable BigDecimal satisfaction) {}

    record Results(long asked, long returned, Rate satisfaction, @Nullable Previous previous, List<QuestionResult> questions, List<Place> byBuilding, List<Place> byArea) {}

    /** So many households of this building and area said this to this question. */
    private record Cell(long building, long area, int question, @Nullable Integer choice, @Nullable Integer score, long count) {}

    private record Ground(long building, String buildingName, long area, String areaName, long asked, long returned) {}

    private record Earlier(long id, String number, String title) {}

    private final JdbcClient jdbc;
    private final SurveyList list;

    SurveyResults(JdbcClient jdbc, SurveyList list) {
        this.jdbc = jdbc;
        this.list = list;
    }

    Results of(long community, long id) {
        var facts = list.facts(community, id);
        var grounds = jdbc.sql("""
            select h.building_id building, b.code || ' 栋' building_name, coalesce(h.area_id, 0) area, coalesce(s.name, '没有片区') area_name, count(*) asked, count(n.room_id) returned
              from engagement.survey_household h join estate.building b on b.community_id = h.community_id and b.id = h.building_id
              left join estate.steward_area s on s.community_id = h.community_id and s.id = h.area_id
              left join engagement.survey_return n on n.community_id = h.community_id and n.survey_id = h.survey_id and n.room_id = h.room_id
             where h.community_id = :community and h.survey_id = :id group by 1, 2, 3, 4 order by length(b.code || ' 栋'), 2, 4
            """).param("community", community).param("id", id).query(Ground.class).list();
        var cells = cells(community, id);
        var earlier = earlier(community, facts);
        var before = earlier == null ? List.<Cell>of() : cells(community, earlier.id());
        var oldQuestions = earlier == null ? List.<Question>of() : list.questions(community, list.facts(community, earlier.id()));
        var questions = list.questions(community, facts);
        var results = IntStream.rangeClosed(1, questions.size()).mapToObj(position -> {
            var question = questions.get(position - 1);
            var own = cells.stream().filter(cell -> cell.question() == position).toList();
            var old = IntStream.rangeClosed(1, oldQuestions.size()).filter(each -> oldQuestions.get(each - 1).kind() == Kind.SCALE && oldQuestions.get(each - 1).text().equals(question.text()))
                .boxed().findFirst();
            var isScale = question.kind() == Kind.SCALE;
            return new QuestionResult(position, question.kind(), question.text(), answered(community, id, position), shares(question, own), isScale ? average(own) : null,
                isScale ? rate(own) : null, isScale && old.isPresent() ? rate(before.stream().filter(cell -> cell.question() == old.get()).toList()).percent() : null,
                isScale ? places(grounds, own, true) : List.of(), isScale ? places(grounds, own, false) : List.of());
        }).toList();
        return new Results(facts.asked(), facts.returned(), rate(cells), earlier == null ? null : new Previous(earlier.id(), earlier.number(), earlier.title(), rate(before).percent()), results,
            places(grounds, cells, true), places(grounds, cells, false));
    }

    private List<Cell> cells(long community, long id) {
        return jdbc.sql("""
            select h.building_id building, coalesce(h.area_id, 0) area, a.question, a.choice, a.score, count(*) count
              from engagement.survey_answer a join engagement.survey_household h on h.community_id = a.community_id and h.survey_id = a.survey_id and h.room_id = a.room_id
             where a.community_id = :community and a.survey_id = :id and a.text is null group by 1, 2, 3, 4, 5
            """).param("community", community).param("id", id).query(Cell.class).list();
    }

    private long answered(long community, long id, int question) {
        return jdbc.sql("select count(distinct room_id) from engagement.survey_answer where community_id = :community and survey_id = :id and question = :question")
            .param("community", community).param("id", id).param("question", question).query(Long.class).single();
    }

    /** 同一种的上一次：回收结束了的，最近的。 */
    private @Nullable Earlier earlier(long community, SurveyList.Facts facts) {
        return jdbc.sql("""
            select id, number, title from engagement.survey where community_id = :community and kind = :kind and id <> :id and closed_at is not null and from_on < :from
             order by from_on desc, id desc limit 1
            """).param("community", community).param("kind", facts.kind().name()).param("id", facts.id()).param("from", facts.fromOn()).query(Earlier.class).optional().orElse(null);
    }

    private static List<Share> shares(Question question, List<Cell> cells) {
        return switch (question.kind()) {
            case SINGLE, MULTIPLE -> IntStream.rangeClosed(1, question.options().size())
                .mapToObj(value -> new Share(value, question.options().get(value - 1), count(cells, cell -> Integer.valueOf(value).equals(cell.choice())))).toList();
            case SCALE -> IntStream.rangeClosed(1, Question.SCORES.size())
                .mapToObj(value -> new Share(value, Question.SCORES.get(value - 1), count(cells, cell -> Integer.valueOf(value).equals(cell.score())))).toList();
            case TEXT -> List.of();
        };
    }

    private static List<Place> places(List<Ground> grounds, List<Cell> cells, boolean byBuilding) {
        var places = new LinkedHashMap<Long, List<Ground>>();
        for (var ground : grounds) places.computeIfAbsent(byBuilding ? ground.building() : ground.area(), id -> new ArrayList<>()).add(ground);
        return places.entrySet().stream().map((Map.Entry<Long, List<Ground>> each) -> new Place(each.getKey(),
            byBuilding ? each.getValue().getFirst().buildingName() : each.getValue().getFirst().areaName(), each.getValue().stream().mapToLong(Ground::asked).sum(),
            each.getValue().stream().mapToLong(Ground::returned).sum(),
            rate(cells.stream().filter(cell -> (byBuilding ? cell.building() : cell.area()) == each.getKey()).toList()))).toList();
    }

    private static Rate rate(List<Cell> cells) {
        return Rate.of(count(cells, cell -> cell.score() != null && cell.score() >= Question.SATISFIED), count(cells, cell -> cell.score() != null));
    }

    private static @Nullable BigDecimal average(List<Cell> cells) {
        var answered = count(cells, cell -> cell.score() != null);
        return answered == 0 ? null : new BigDecimal(cells.stream().filter(cell -> cell.score() != null).mapToLong(cell -> cell.score() * cell.count()).sum())
            .divide(new BigDecimal(answered), 2, RoundingMode.HALF_UP);
    }

    private static long count(List<Cell> cells, Predicate<Cell> which) {
        return cells.stream().filter(which).mapToLong(Cell::count).sum();
    }
}
