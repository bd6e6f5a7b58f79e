using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Seed;

/// <summary>Many ordinary users for load tests: <c>user0@contoso.com</c> and so on, with the sample password and each kind's bulk sample.</summary>
internal sealed class BulkUsers(Writer writer, DatabaseEngine engine, MethodKinds kinds, Passwords passwords, TimeProvider time)
{
    private const int BatchSize = 5_000;

    private static readonly AuditActivity Created = new("Create users - finished (bulk)", "Add", AuditActivity.CoreDirectory) { TargetType = "Other" };

    /// <summary>Makes sure that <paramref name="count"/> bulk users exist; existing ones are not changed.</summary>
    /// <param name="progress">Called with the number of users created so far.</param>
    public async Task CreateAsync(int count, Action<int> progress, CancellationToken cancellation = default)
    {
        var password = passwords.HashSample(SampleTenant.Password);
        var done = await writer.RunAsync(SampleTenant.Id, AuditTrail.Server(time), ExistingAsync, cancellation);
        while (done < count)
        {
            var (from, to) = (done, Math.Min(done + BatchSize, count));
            done = await writer.RunAsync(SampleTenant.Id, AuditTrail.Server(time), change => AddAsync(change, from, to, password, cancellation), cancellation);
            progress(done);
        }
    }

    private async Task<int> AddAsync(Change change, int from, int to, string password, CancellationToken cancellation)
    {
        var numbers = Enumerable.Range(from, to - from);
        await engine.InsertAsync(change.Rows, numbers.Select(i => User(change.TenantId, i, change.Now)), cancellation);
        foreach (var kind in kinds.All.Where(k => Method(k, change.TenantId, from, password, change.Now) is not null))
        {
            await engine.InsertAsync(change.Rows, numbers.Select(i => Method(kind, change.TenantId, i, password, change.Now)!), cancellation);
        }

        change.Objects.NoteMany(to - from);
        change.Record(Created, change.TenantId, $"user{from} to user{to - 1}");
        return to;
    }

    private static Guid Id(int i) => new($"00000000-0000-4000-8001-{i:D12}");

    /// <summary>
    /// Batches are committed in order and completely, so one more than the highest number present is the count. It is found by probing,
    /// because engines sort ids differently.
    /// </summary>
    private static async Task<int> ExistingAsync(Change change)
    {
        var (present, missing) = (0, 1);
        while (await HasAsync(missing)) (present, missing) = (missing, missing * 2);
        while (missing - present > 1)
        {
            var middle = present + (missing - present) / 2;
            if (await HasAsync(middle)) present = middle;
            else missing = middle;
        }

        return present;

        Task<bool> HasAsync(int count)
        {
            var last = Id(count - 1);
            return change.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).AnyAsync(u => u.Id == last);
        }
    }

    private static UserRow User(Guid tenant, int i, DateTimeOffset now)
    {
        var name = $"user{i}@{SampleTenant.Domain}";
        return new()
        {
            TenantId = tenant,
            Id = Id(i),
            UserPrincipalName = name,
            UserPrincipalNameKey = name,
            DisplayName = $"User {i}",
            MailNickname = $"user{i}",
            CreatedDateTime = now,
            LastPasswordChangeDateTime = now,
            SignInSessionsValidFromDateTime = now.TruncateToSecond(),
        };
    }

    private static AuthenticationMethodRow? Method(MethodKind kind, Guid tenant, int i, string password, DateTimeOffset now)
    {
        if (kind.BulkSampleOf(i, password) is not { } method) return null;
        (method.TenantId, method.UserId, method.CreatedDateTime) = (tenant, Id(i), now);
        return method;
    }
}
