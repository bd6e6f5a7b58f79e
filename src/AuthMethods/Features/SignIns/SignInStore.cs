using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.SignIns;

/// <summary>The sign-in log. Each read is refused if the licenses of the tenant do not include it.</summary>
internal sealed class SignInStore(AuthDb db)
{
    private static readonly string[] ChoosesEventTypes = ["signInEventTypes", "isInteractive"];

    /// <summary>A page of the log, newest first by default.</summary>
    public async Task<Outcome<Page<SignInRow>>> PageAsync(GraphQuery query) =>
        await db.RefusalAsync() is { } refusal ? refusal : await db.PageAsync(Shown(query), SignInFields.All, query);

    public async Task<Outcome<int>> CountAsync(GraphQuery query) =>
        await db.RefusalAsync() is { } refusal ? refusal : await Shown(query).CountAsync(SignInFields.All, query);

    /// <summary>Null if the log of this version has no such sign-in.</summary>
    public async Task<Outcome<SignIn?>> FindAsync(Guid id, GraphVersion version)
    {
        if (await db.RefusalAsync() is { } refusal) return refusal;
        var rows = version == GraphVersion.V1 ? Interactive() : db.SignIns.AsNoTracking();
        return await rows.FirstOrDefaultAsync(s => s.Id == id) is { } row ? SignIn.From(row) : null;
    }

    /// <summary>Interactive sign-ins of users; on beta all sign-ins, if the filter says which.</summary>
    private IQueryable<SignInRow> Shown(GraphQuery query)
    {
        var isChosen = query.Version == GraphVersion.Beta && query.Value("filter") is { } filter
            && ChoosesEventTypes.Any(name => filter.Contains(name, StringComparison.OrdinalIgnoreCase));
        return isChosen ? db.SignIns.AsNoTracking() : Interactive();
    }

    private IQueryable<SignInRow> Interactive() => db.SignIns.AsNoTracking().Where(s => s.EventType == SignInEventType.InteractiveUser);
}
