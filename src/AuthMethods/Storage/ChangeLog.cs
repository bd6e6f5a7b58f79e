using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage;

/// <summary>A moment in a tenant's changes: for each slot, the number of the last change that was committed before it.</summary>
internal sealed record ChangePosition(long[] Numbers, DateTimeOffset At);

/// <summary>Reads the recorded changes of users and groups.</summary>
internal static class ChangeLog
{
    /// <summary>The current position, and the position from which on all changes are recorded.</summary>
    public static async Task<(ChangePosition Now, ChangePosition CompleteAfter)> PositionAsync(this AuthDb db, TimeProvider time)
    {
        var at = time.GetUtcNow();
        var (now, complete) = (new long[UserCountRow.Slots], new long[UserCountRow.Slots]);
        foreach (var slot in await db.Set<UserCountRow>().AsNoTracking().ToListAsync())
        {
            (now[slot.Slot], complete[slot.Slot]) = (slot.LastChange, slot.CompleteAfter);
        }

        return (new(now, at), new(complete, at));
    }

    /// <summary>Reads up to <paramref name="max"/> changes of one slot, in their order.</summary>
    public static Task<List<ObjectChangeRow>> ChangesAsync(this AuthDb db, ObjectKind kind, int slot, long after, long until, Guid[]? ids, int max)
    {
        var changes = db.Set<ObjectChangeRow>().AsNoTracking().Where(c => c.Kind == kind && c.Slot == slot && c.Number > after && c.Number <= until);
        if (ids is not null) changes = changes.Where(c => ids.Contains(c.ObjectId));
        return changes.OrderBy(c => c.Number).Take(max).ToListAsync();
    }
}
