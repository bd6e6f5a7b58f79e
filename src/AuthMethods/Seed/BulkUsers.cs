using AuthMethods.Features.PhoneMethods;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Seed;

/// <summary>Many ordinary users for load tests: <c>user0@contoso.com</c> and so on, each with the sample password and a mobile phone.</summary>
public sealed class BulkUsers(Writer writer, Passwords passwords, TimeProvider time)
{
    private const int Batch = 2_000;

    private static readonly Activity Created = new("Create users - finished (bulk)", "Add", Activity.CoreDirectory);

    /// <summary>Makes sure that <paramref name="count"/> bulk users exist; those that do already are left alone.</summary>
    /// <param name="progress">Told how many are done.</param>
    public async Task CreateAsync(int count, Action<int> progress, CancellationToken cancellation = default)
    {
        var password = passwords.Hash(SampleTenant.Password);
        var done = await writer.RunAsync(SampleTenant.Id, AuditTrail.Server(time), ExistingAsync, cancellation);
        while (done < count)
        {
            var (from, to) = (done, Math.Min(done + Batch, count));
            done = await writer.RunAsync(SampleTenant.Id, AuditTrail.Server(time), async db =>
            {
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                for (var i = from; i < to; i++) Add(db, i, password, time.Now());
                db.Record(Created, db.TenantId, $"user{from} to user{to - 1}");
                await db.SaveChangesAsync(cancellation);
                db.ChangeTracker.AutoDetectChangesEnabled = true;
                return to;
            }, cancellation);
            progress(done);
        }
    }

    private static Guid Id(int i) => new($"00000000-0000-4000-8001-{i:D12}");

    // Batches are committed whole and in order, so the highest one present says how many there are.
    private static async Task<int> ExistingAsync(AuthDb db)
    {
        var first = Id(0);
        var past = new Guid("00000000-0000-4000-8002-000000000000");
        return await db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).CountAsync(u => u.Id >= first && u.Id < past);
    }

    private static void Add(AuthDb db, int i, string password, DateTimeOffset now)
    {
        var id = Id(i);
        var name = $"user{i}@{SampleTenant.Domain}";
        db.Add(new UserRow
        {
            TenantId = db.TenantId,
            Id = id,
            UserPrincipalName = name,
            UserPrincipalNameKey = name,
            DisplayName = $"User {i}",
            MailNickname = $"user{i}",
            CreatedDateTime = now,
            LastPasswordChangeDateTime = now,
            SignInSessionsValidFromDateTime = now.TruncateToSecond(),
        });
        db.Add(new PasswordMethodRow { TenantId = db.TenantId, UserId = id, Id = PasswordMethodRow.FixedId, PasswordHash = password, CreatedDateTime = now });
        db.Add(new PhoneMethodRow
        {
            TenantId = db.TenantId, UserId = id, Id = PhoneMethodRow.IdOf(PhoneType.Mobile), PhoneType = PhoneType.Mobile, PhoneNumber = $"+1 {2_060_000_000L + i}", CreatedDateTime = now,
        });
    }
}
