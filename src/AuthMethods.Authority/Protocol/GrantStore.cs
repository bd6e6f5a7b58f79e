using System.Collections.Immutable;
using System.Text.Json;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AuthMethods.Authority.Protocol;

/// <summary>OpenIddict's tokens in the database: codes and refresh tokens. Access and id tokens are not stored.</summary>
internal sealed class GrantStore(ProtocolRequest request) : IOpenIddictTokenStore<GrantRow>
{
    /// <summary>The devices that one source may have waiting.</summary>
    internal const int MaxOfSource = 100;

    /// <summary>The devices that may be waiting in total.</summary>
    internal const int MaxPending = 10_000;

    private readonly Dictionary<Guid, GrantRow> _known = [];

    private DateTimeOffset Now => request.Service<TimeProvider>().Now();

    public async ValueTask CreateAsync(GrantRow token, CancellationToken cancellationToken)
    {
        var isOfDevice = token.Type is TokenTypeIdentifiers.Private.DeviceCode or TokenTypeIdentifiers.Private.UserCode;
        token.TenantId = isOfDevice ? Guid.Empty : request.Service<AuthDb>().TenantId;
        if (token.Type == TokenTypeIdentifiers.Private.DeviceCode) token.Source = request.Source;
        var isAdded = await RunAsync(token.TenantId, async change =>
        {
            if (token.Source is not null) await MakeRoomAsync(change, token.Source);
            change.Add(token);
            return await change.TrySaveAsync(CancellationToken.None);
        });
        if (!isAdded) throw Conflict();
        _known[token.Id] = token;
    }

    public async ValueTask UpdateAsync(GrantRow token, CancellationToken cancellationToken)
    {
        var (id, version, next) = (token.Id, token.Version, Guid.NewGuid());
        int changed;
        try
        {
            changed = await RunAsync(token.TenantId, change => change.Set<GrantRow>().Where(g => g.Id == id && g.Version == version).ExecuteUpdateAsync(g => g
                .SetProperty(x => x.Status, token.Status).SetProperty(x => x.UserId, token.UserId).SetProperty(x => x.Payload, token.Payload)
                .SetProperty(x => x.ExpiresDateTime, token.ExpiresDateTime).SetProperty(x => x.RedeemedDateTime, token.RedeemedDateTime)
                .SetProperty(x => x.Version, next)));
        }
        catch (Exception e)
        {
            request.Failure = e;
            throw;
        }

        if (changed == 0) throw Conflict();
        token.Version = next;
    }

    public async ValueTask DeleteAsync(GrantRow token, CancellationToken cancellationToken)
    {
        var id = token.Id;
        await RunAsync(token.TenantId, change => change.Set<GrantRow>().Where(g => g.Id == id).ExecuteDeleteAsync());
    }

    /// <summary>Records that a device asked for its tokens.</summary>
    internal Task PolledAsync(GrantRow device)
    {
        var (id, now) = (device.Id, Now);
        return RunAsync(
            device.TenantId, change => change.Set<GrantRow>().Where(g => g.Id == id).ExecuteUpdateAsync(g => g.SetProperty(x => x.PolledDateTime, now)));
    }

    public async ValueTask<GrantRow?> FindByIdAsync(string identifier, CancellationToken cancellationToken) =>
        !GuidKey.TryParse(identifier, out var id) ? null
        : _known.GetValueOrDefault(id) ?? Know(await Rows().FirstOrDefaultAsync(g => g.Id == id, cancellationToken));

    public async ValueTask<GrantRow?> FindByReferenceIdAsync(string identifier, CancellationToken cancellationToken) =>
        _known.Values.FirstOrDefault(g => g.Reference == identifier)
        ?? Know(await Rows().FirstOrDefaultAsync(g => g.Reference == identifier, cancellationToken));

    public IAsyncEnumerable<GrantRow> FindAsync(string? subject, string? client, string? status, string? type, CancellationToken cancellationToken) =>
        Matching(Rows(), subject, client, status, type).AsAsyncEnumerable();

    public IAsyncEnumerable<GrantRow> FindByApplicationIdAsync(string identifier, CancellationToken cancellationToken) =>
        FindAsync(null, identifier, null, null, cancellationToken);

    public IAsyncEnumerable<GrantRow> FindByAuthorizationIdAsync(string identifier, CancellationToken cancellationToken) =>
        OfSignIn(Rows(), identifier).AsAsyncEnumerable();

    public IAsyncEnumerable<GrantRow> FindBySubjectAsync(string subject, CancellationToken cancellationToken) =>
        FindAsync(subject, null, null, null, cancellationToken);

    public IAsyncEnumerable<GrantRow> ListAsync(int? count, int? offset, CancellationToken cancellationToken) =>
        Rows().OrderBy(g => g.CreatedDateTime).Skip(offset ?? 0).Take(count ?? int.MaxValue).AsAsyncEnumerable();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<GrantRow>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) =>
        query(Rows(), state).AsAsyncEnumerable();

    public async ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<GrantRow>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) =>
        await query(Rows(), state).FirstOrDefaultAsync(cancellationToken);

    public async ValueTask<long> CountAsync(CancellationToken cancellationToken) => await Rows().LongCountAsync(cancellationToken);

    public async ValueTask<long> CountAsync<TResult>(Func<IQueryable<GrantRow>, IQueryable<TResult>> query, CancellationToken cancellationToken) =>
        await query(Rows()).LongCountAsync(cancellationToken);

    public async ValueTask<long> PruneAsync(DateTimeOffset threshold, CancellationToken cancellationToken)
    {
        var now = Now;
        return await RunAsync(
            request.Home, change => change.Set<GrantRow>().Where(g => g.CreatedDateTime < threshold && g.ExpiresDateTime < now).ExecuteDeleteAsync());
    }

    public ValueTask<long> RevokeAsync(string? subject, string? client, string? status, string? type, CancellationToken cancellationToken) =>
        RevokeAsync(rows => Matching(rows, subject, client, status, type));

    public ValueTask<long> RevokeByApplicationIdAsync(string identifier, CancellationToken cancellationToken = default) =>
        RevokeAsync(rows => Matching(rows, null, identifier, null, null));

    public ValueTask<long> RevokeByAuthorizationIdAsync(string identifier, CancellationToken cancellationToken) =>
        RevokeAsync(rows => OfSignIn(rows, identifier));

    public ValueTask<long> RevokeBySubjectAsync(string subject, CancellationToken cancellationToken = default) =>
        RevokeAsync(rows => Matching(rows, subject, null, null, null));

    public ValueTask<GrantRow> InstantiateAsync(CancellationToken cancellationToken) =>
        new(new GrantRow { Id = Guid.CreateVersion7(Now), CreatedDateTime = Now, ExpiresDateTime = Now, Version = Guid.NewGuid() });

    public ValueTask<string?> GetApplicationIdAsync(GrantRow token, CancellationToken cancellationToken) => new(token.ApplicationId?.ToString());
    public ValueTask<string?> GetAuthorizationIdAsync(GrantRow token, CancellationToken cancellationToken) => new(token.SignInId?.ToString());
    public ValueTask<DateTimeOffset?> GetCreationDateAsync(GrantRow token, CancellationToken cancellationToken) => new(token.CreatedDateTime);
    public ValueTask<DateTimeOffset?> GetExpirationDateAsync(GrantRow token, CancellationToken cancellationToken) => new(token.ExpiresDateTime);
    public ValueTask<string?> GetIdAsync(GrantRow token, CancellationToken cancellationToken) => new(token.Id.ToString());
    public ValueTask<string?> GetPayloadAsync(GrantRow token, CancellationToken cancellationToken) => new(token.Payload);
    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(GrantRow token, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);
    public ValueTask<DateTimeOffset?> GetRedemptionDateAsync(GrantRow token, CancellationToken cancellationToken) => new(token.RedeemedDateTime);
    public ValueTask<string?> GetReferenceIdAsync(GrantRow token, CancellationToken cancellationToken) => new(token.Reference);
    public ValueTask<string?> GetStatusAsync(GrantRow token, CancellationToken cancellationToken) => new(token.Status);
    public ValueTask<string?> GetSubjectAsync(GrantRow token, CancellationToken cancellationToken) => new(token.UserId?.ToString());
    public ValueTask<string?> GetTypeAsync(GrantRow token, CancellationToken cancellationToken) => new(token.Type);

    public ValueTask SetApplicationIdAsync(GrantRow token, string? identifier, CancellationToken cancellationToken) =>
        Set(() => token.ApplicationId = IdOf(identifier));
    public ValueTask SetAuthorizationIdAsync(GrantRow token, string? identifier, CancellationToken cancellationToken) =>
        Set(() => token.SignInId = IdOf(identifier));
    public ValueTask SetCreationDateAsync(GrantRow token, DateTimeOffset? date, CancellationToken cancellationToken) =>
        Set(() => token.CreatedDateTime = date ?? token.CreatedDateTime);
    public ValueTask SetExpirationDateAsync(GrantRow token, DateTimeOffset? date, CancellationToken cancellationToken) =>
        Set(() => token.ExpiresDateTime = date ?? token.ExpiresDateTime);
    public ValueTask SetPayloadAsync(GrantRow token, string? payload, CancellationToken cancellationToken) => Set(() => token.Payload = payload ?? "");
    public ValueTask SetPropertiesAsync(GrantRow token, ImmutableDictionary<string, JsonElement> properties, CancellationToken cancellationToken) =>
        properties.IsEmpty ? default : throw new NotSupportedException("What a code stands for is in its payload.");
    public ValueTask SetRedemptionDateAsync(GrantRow token, DateTimeOffset? date, CancellationToken cancellationToken) =>
        Set(() => token.RedeemedDateTime = date);
    public ValueTask SetReferenceIdAsync(GrantRow token, string? identifier, CancellationToken cancellationToken) =>
        Set(() => token.Reference = identifier ?? "");
    public ValueTask SetStatusAsync(GrantRow token, string? status, CancellationToken cancellationToken) => Set(() => token.Status = status ?? "");
    public ValueTask SetSubjectAsync(GrantRow token, string? subject, CancellationToken cancellationToken) => Set(() => token.UserId = IdOf(subject));
    public ValueTask SetTypeAsync(GrantRow token, string? type, CancellationToken cancellationToken) => Set(() => token.Type = type ?? "");

    /// <summary>The rows of the tenant whose grants the request is about, or of no tenant.</summary>
    private IQueryable<GrantRow> Rows()
    {
        var home = request.Home;
        return request.Service<AuthDb>().Set<GrantRow>().AsNoTracking().IgnoreQueryFilters([AuthDb.TenantFilter]).Where(g => g.TenantId == home);
    }

    private static IQueryable<GrantRow> Matching(IQueryable<GrantRow> rows, string? subject, string? client, string? status, string? type)
    {
        var (user, application) = (IdOf(subject), IdOf(client));
        if (subject is not null) rows = rows.Where(g => g.UserId == user);
        if (client is not null) rows = rows.Where(g => g.ApplicationId == application);
        if (status is not null) rows = rows.Where(g => g.Status == status);
        return type is null ? rows : rows.Where(g => g.Type == type);
    }

    private static IQueryable<GrantRow> OfSignIn(IQueryable<GrantRow> rows, string id)
    {
        var signIn = IdOf(id);
        return rows.Where(g => g.SignInId == signIn);
    }

    private async ValueTask<long> RevokeAsync(Func<IQueryable<GrantRow>, IQueryable<GrantRow>> which)
    {
        var version = Guid.NewGuid();
        return await RunAsync(request.Home, change => which(change.Set<GrantRow>()).Where(g => g.Status != Statuses.Revoked)
            .ExecuteUpdateAsync(g => g.SetProperty(x => x.Status, Statuses.Revoked).SetProperty(x => x.Version, version)));
    }

    /// <summary>Removes the oldest waiting device if there are too many, of one source or in total, so that nobody is refused.</summary>
    private static async Task MakeRoomAsync(Change change, string source)
    {
        var now = change.Now;
        var waiting = change.Set<GrantRow>().Where(g => g.ExpiresDateTime > now && g.Source != null);
        var ofSource = waiting.Where(g => g.Source == source);
        var crowded = await ofSource.CountAsync() >= MaxOfSource ? ofSource : await waiting.CountAsync() >= MaxPending ? waiting : null;
        if (crowded is null) return;
        var oldest = await crowded.OrderBy(g => g.CreatedDateTime).ThenBy(g => g.Id).Select(g => g.Id).FirstAsync();
        await change.Set<GrantRow>().Where(g => g.Id == oldest).ExecuteDeleteAsync();
    }

    private GrantRow? Know(GrantRow? row)
    {
        if (row is not null) _known[row.Id] = row;
        return row;
    }

    private Task<T> RunAsync<T>(Guid tenant, Func<Change, Task<T>> work) =>
        request.Service<Writer>().RunAsync(tenant, AuditTrail.Server(request.Service<TimeProvider>()), change => change.UnrecordedAsync(() => work(change)));

    private static Guid? IdOf(string? text) => GuidKey.TryParse(text, out var id) ? id : null;

    private static ValueTask Set(Action set)
    {
        set();
        return default;
    }

    private static OpenIddictExceptions.ConcurrencyException Conflict() => new("Another request used the same code first.");
}
