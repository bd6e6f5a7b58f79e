using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Delta;

/// <summary>A page of a delta query, and the token of its next link or, on the last page, of its delta link.</summary>
internal sealed record DeltaPage(IReadOnlyList<DeltaItem> Items, DeltaToken Token);

/// <summary>
/// Reads delta queries. The first round lists all objects; what changes meanwhile is part of the next round, because its beginning is
/// noted before the list is read. Later rounds read the recorded changes and show their objects as they are now, so they take as long as
/// there are changes, however many objects there are.
/// </summary>
internal sealed class DeltaStore(AuthDb db, TimeProvider time)
{
    /// <summary>How long a token is valid.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>The recorded changes that are read for one page, which are more than its objects if some changed often.</summary>
    private const int MaxChanges = 2_000;

    public async Task<DeltaPage> ReadAsync(TrackedObjects objects, DeltaRequest request, Func<DeltaToken, string> restart)
    {
        var (now, completeAfter) = await db.PositionAsync(time);
        var token = (request.Token ?? new(db.TenantId, objects.Kind, request.Version, now)) with
        {
            Select = request.Selection.Text, Ids = request.Ids, Top = request.Top,
        };
        if (token.TenantId != db.TenantId) throw GraphErrors.BadlyFormedToken();
        if (now.At - token.Since.At > Lifetime) throw GraphErrors.SyncStateNotFound().StartingAgainAt(restart(token));
        // A number that isn't assigned yet comes from a database that was replaced by an older one.
        if (token.Since.Numbers.Where((number, slot) => number < completeAfter.Numbers[slot] || number > now.Numbers[slot]).Any())
        {
            throw GraphErrors.ResyncRequired().StartingAgainAt(restart(token));
        }

        if (request.IsLatest) return new([], token);
        return request.Token is null || token.After is not null
            ? await ListAsync(objects, request, token)
            : await ChangesAsync(objects, request, token, token.Until ?? now);
    }

    private static async Task<DeltaPage> ListAsync(TrackedObjects objects, DeltaRequest request, DeltaToken token)
    {
        var (items, next) = await objects.ListAsync(request, token.After);
        return new(items, token with { After = next });
    }

    private async Task<DeltaPage> ChangesAsync(TrackedObjects objects, DeltaRequest request, DeltaToken token, ChangePosition until)
    {
        var (changes, next) = await ReadAsync(token, until, request.PageSize);
        var items = await objects.ShowAsync(request, changes);
        return new(items, next is { } cursor ? token with { Until = until, From = cursor } : token with { Since = until, Until = null, From = default });
    }

    /// <summary>Reads the changes of up to <paramref name="size"/> objects and, if more follow, where the next page begins.</summary>
    private async Task<(IReadOnlyList<ObjectChangeRow> Changes, ChangeCursor? Next)> ReadAsync(DeltaToken token, ChangePosition until, int size)
    {
        var (changes, objects) = (new List<ObjectChangeRow>(), new HashSet<Guid>());
        for (var slot = token.From.Slot; slot < UserCountRow.Slots; slot++)
        {
            var last = Math.Max(token.Since.Numbers[slot], slot == token.From.Slot ? token.From.Number : 0);
            for (var isMore = last < until.Numbers[slot]; isMore;)
            {
                var found = await db.ChangesAsync(token.Kind, slot, last, until.Numbers[slot], token.Ids, size + 1);
                isMore = found.Count > size;
                foreach (var change in found)
                {
                    var isFull = changes.Count == MaxChanges || (objects.Count == size && !objects.Contains(change.ObjectId));
                    if (isFull) return (changes, new ChangeCursor(slot, last));
                    changes.Add(change);
                    objects.Add(change.ObjectId);
                    last = change.Number;
                }
            }
        }

        return (changes, null);
    }
}
