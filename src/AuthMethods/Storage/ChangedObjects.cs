using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Storage;

/// <summary>What a change does to users and groups: what delta queries must know of it, and the difference it makes to the user count.</summary>
internal sealed class ChangedObjects
{
    public const string Members = "members";
    public const string Owners = "owners";

    private readonly SortedDictionary<int, int> _users = [];
    private readonly List<Noted> _changes = [];
    private bool _isIncomplete;

    /// <summary>Notes what a pending save does to a row. Must be called before the save, which clears the entry's state.</summary>
    public void Note(EntityEntry entry)
    {
        switch (entry.Entity, entry.State)
        {
            case (UserRow user, EntityState.Added or EntityState.Deleted or EntityState.Modified): NoteUser(entry, user); break;
            case (GroupRow group, EntityState.Added or EntityState.Deleted): Note(ObjectKind.Group, group.Id); break;
            case (GroupRow group, EntityState.Modified): Note(ObjectKind.Group, group.Id, ShownProperties.ChangedIn(entry)); break;
            case (GroupMemberRow member, EntityState.Added or EntityState.Deleted):
                NoteMember(member.GroupId, member.MemberId, member.IsOwner);
                break;
        }
    }

    /// <summary>Notes that an object was added or removed.</summary>
    public void Note(ObjectKind kind, Guid id) => _changes.Add(new(kind, id));

    /// <summary>Notes that some of an object's properties have changed.</summary>
    public void Note(ObjectKind kind, Guid id, IReadOnlyCollection<string> properties)
    {
        if (properties.Count > 0) _changes.Add(new(kind, id, string.Join(',', properties)));
    }

    /// <summary>Notes that a member or owner was added to a group or removed from it.</summary>
    /// <param name="kind">The member's type, if the member is removed too.</param>
    public void NoteMember(Guid group, Guid member, bool isOwner, ObjectKind? kind = null) =>
        _changes.Add(new(ObjectKind.Group, group, isOwner ? Owners : Members, member, kind));

    /// <summary>Notes that users were added without being named one by one: delta queries from before must start again.</summary>
    public void NoteMany(int users)
    {
        Count(0, users);
        _isIncomplete = true;
    }

    public void Add(ChangedObjects others)
    {
        foreach (var (slot, users) in others._users) Count(slot, users);
        _changes.AddRange(others._changes);
        _isIncomplete |= others._isIncomplete;
    }

    /// <summary>
    /// Writes what was noted. It comes last in the transaction, because it makes other transactions with the same slot wait for the
    /// commit.
    /// </summary>
    public async Task WriteAsync(AuthDb db, DateTimeOffset at, CancellationToken cancellation)
    {
        var bySlot = _changes.Distinct().ToLookup(c => UserCountRow.SlotOf(c.ObjectId));
        var slots = _isIncomplete ? [.. Enumerable.Range(0, UserCountRow.Slots)] : _users.Keys.Union(bySlot.Select(s => s.Key)).Order().ToArray();
        // Locked in a fixed order to avoid deadlocks.
        foreach (var slot in slots) await UpdateAsync(db, slot, _users.GetValueOrDefault(slot), bySlot[slot].Count(), cancellation);
        if (_changes.Count == 0) return;
        var numbers = await db.Set<UserCountRow>().Where(c => slots.Contains(c.Slot)).Select(c => new { c.Slot, c.LastChange })
            .ToDictionaryAsync(c => c.Slot, c => c.LastChange, cancellation);
        foreach (var inSlot in bySlot)
        {
            var number = numbers[inSlot.Key] - inSlot.Count();
            db.AddRange(inSlot.Select(change => change.Row(db.TenantId, inSlot.Key, ++number, at)));
        }

        await db.SaveChangesAsync(cancellation);
    }

    private async Task UpdateAsync(AuthDb db, int slot, int users, int changes, CancellationToken cancellation)
    {
        var row = db.Set<UserCountRow>().Where(c => c.Slot == slot);
        if (_isIncomplete)
        {
            await row.ExecuteUpdateAsync(c => c
                .SetProperty(x => x.Users, x => x.Users + users)
                .SetProperty(x => x.LastChange, x => x.LastChange + changes + 1)
                .SetProperty(x => x.CompleteAfter, x => x.LastChange + changes + 1), cancellation);
        }
        else
        {
            await row.ExecuteUpdateAsync(c => c
                .SetProperty(x => x.Users, x => x.Users + users)
                .SetProperty(x => x.LastChange, x => x.LastChange + changes), cancellation);
        }
    }

    private void NoteUser(EntityEntry entry, UserRow user)
    {
        var was = entry.State != EntityState.Added && entry.OriginalValues.GetValue<DateTimeOffset?>(nameof(UserRow.DeletedDateTime)) is null;
        var willBe = entry.State != EntityState.Deleted && user.DeletedDateTime is null;
        if (was != willBe) Count(UserCountRow.SlotOf(user.Id), willBe ? 1 : -1);
        if (was != willBe || entry.State == EntityState.Deleted) Note(ObjectKind.User, user.Id);
        // The name that a deletion changes is not shown before a restore.
        else if (willBe) Note(ObjectKind.User, user.Id, ShownProperties.ChangedIn(entry));
    }

    private void Count(int slot, int users) => _users[slot] = _users.GetValueOrDefault(slot) + users;

    private sealed record Noted(
        ObjectKind Kind, Guid ObjectId, string? Properties = null, Guid? RelatedId = null, ObjectKind? RelatedKind = null)
    {
        public ObjectChangeRow Row(Guid tenant, int slot, long number, DateTimeOffset at) => new()
        {
            TenantId = tenant,
            Kind = Kind,
            Slot = slot,
            Number = number,
            ObjectId = ObjectId,
            Properties = Properties,
            RelatedId = RelatedId,
            RelatedKind = RelatedKind,
            CreatedDateTime = at,
        };
    }
}
