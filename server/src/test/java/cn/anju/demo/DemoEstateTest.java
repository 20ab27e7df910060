package cn.anju.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoEstateTest {

    private static final LocalDate START = LocalDate.of(2026, 5, 1);

    @Test void 两个小区约一千二百间_房号不重_同一种子每次一样() {
        var once = estates().toList();
        var again = estates().toList();

        assertThat(once.stream().mapToInt(estate -> estate.rooms.size()).sum()).isBetween(1100, 1300);
        for (var estate : once) assertThat(estate.rooms).extracting(DemoRoom::code).doesNotHaveDuplicates();
        for (var place = 0; place < once.size(); place++) {
            assertThat(once.get(place).roster()).isEqualTo(again.get(place).roster());
            assertThat(once.get(place).openingBalances()).isEqualTo(again.get(place).openingBalances());
        }
    }

    @Test void 人是编的_手机号段没有放号_证件号顺序码为零且校验位对() {
        var people = new DemoPeople(new Random(1));
        var made = Stream.generate(people::next).limit(1500).toList();

        assertThat(made).allSatisfy(person -> {
            assertThat(person.phone()).matches("1660000\\d{4}");
            assertThat(person.idNumber()).matches("110105\\d{8}000[\\dX]");
            assertThat(remainder(person.idNumber())).isEqualTo(1);
        });
        assertThat(made).extracting(DemoPeople.Person::idNumber).doesNotHaveDuplicates();
        assertThat(made).extracting(DemoPeople.Person::phone).doesNotHaveDuplicates();
    }

    private static Stream<DemoEstate> estates() {
        var people = new DemoPeople(new Random(1));
        return DemoStory.LAYOUTS.stream().map(layout -> new DemoEstate(layout, people, START, new Random(2)));
    }

    /** ISO 7064 MOD 11-2: one for a right number. */
    private static int remainder(String idNumber) {
        var rest = 0;
        for (var digit : idNumber.toCharArray()) rest = (rest * 2 + (digit == 'X' ? 10 : digit - '0')) % 11;
        return rest;
    }
}
