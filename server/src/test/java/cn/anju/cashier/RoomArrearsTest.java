package cn.anju.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class RoomArrearsTest {

    @Autowired Counter counter;

    @Test void 每间房欠多少_逾期多少_最久几天() {
        var community = counter.community(2);
        counter.owe(community, "1-101", "WY", "100.00", Counter.TODAY.minusDays(40), "0");
        counter.owe(community, "1-101", "WY", "20.50", Counter.TODAY.plusDays(9), "0");

        var rooms = counter.office.get("/api/communities/" + community + "/arrears/rooms").expect(200).json();

        assertThat(rooms).hasSize(1);
        assertThat(rooms.at("/0/outstanding").asString()).isEqualTo("120.50");
        assertThat(rooms.at("/0/overdue").asString()).isEqualTo("100.00");
        assertThat(rooms.at("/0/daysLate").asInt()).isEqualTo(40);
    }
}
