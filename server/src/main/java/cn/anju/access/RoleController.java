package cn.anju.access;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RoleController {

    private final Roles roles;

    RoleController(Roles roles) {
        this.roles = roles;
    }

    @GetMapping("/api/permissions")
    @Needs("access.manage")
    List<Roles.PermissionLabel> permissions() {
        return roles.permissions();
    }

    @GetMapping("/api/roles")
    @Needs("access.manage")
    List<Roles.Row> list() {
        return roles.list();
    }

    @PostMapping("/api/roles")
    @Needs("access.manage")
    @ResponseStatus(HttpStatus.CREATED)
    Roles.Row add(@Valid @RequestBody Roles.RoleText role) {
        return roles.get(roles.add(role));
    }

    @PutMapping("/api/roles/{id}")
    @Needs("access.manage")
    Roles.Row change(@PathVariable long id, @Valid @RequestBody Roles.RoleText role) {
        roles.change(id, role);
        return roles.get(id);
    }

    @DeleteMapping("/api/roles/{id}")
    @Needs("access.manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        roles.remove(id);
    }
}
