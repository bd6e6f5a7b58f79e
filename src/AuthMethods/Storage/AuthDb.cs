using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AuthMethods.Storage;

/// <summary>
/// The database as the features see it; each engine derives one. A row is seen only through <see cref="TenantId"/>, and a user
/// in the recycle bin only by a query that lifts <see cref="DeletedFilter"/>.
/// </summary>
public abstract class AuthDb(DbContextOptions options) : DbContext(options)
{
    public const string TenantFilter = "tenant";
    public const string DeletedFilter = "deleted";

    private bool _wrote;
    private bool _audited;

    /// <summary>Whose rows this context sees. Empty, as it is at first, it sees none but the server's own.</summary>
    public Guid TenantId { get; set; }

    /// <summary>Who is changing the database and when; set by <see cref="Writer"/> for the length of one change.</summary>
    public AuditTrail? Trail { get; set; }

    public DbSet<TenantRow> Tenants => Set<TenantRow>();
    public DbSet<DomainRow> Domains => Set<DomainRow>();
    public DbSet<ApplicationRow> Applications => Set<ApplicationRow>();
    public DbSet<UserRow> Users => Set<UserRow>();
    public DbSet<GroupRow> Groups => Set<GroupRow>();
    public DbSet<GroupMemberRow> GroupMembers => Set<GroupMemberRow>();
    public DbSet<RoleAssignmentRow> RoleAssignments => Set<RoleAssignmentRow>();
    public DbSet<RoleDefinitionRow> RoleDefinitions => Set<RoleDefinitionRow>();
    public DbSet<AuthenticationMethodRow> AuthenticationMethods => Set<AuthenticationMethodRow>();
    public DbSet<MethodConfigurationRow> MethodConfigurations => Set<MethodConfigurationRow>();
    public DbSet<AuditRow> AuditRecords => Set<AuditRow>();

    /// <summary>Whether a save failed because a key or unique index already held the value.</summary>
    public abstract bool IsDuplicate(DbUpdateException exception);

    /// <summary>
    /// Adds the audit record of a change to what the activity is about, mostly a user; it becomes durable together with the
    /// change, or not at all.
    /// </summary>
    /// <param name="activity">What was done.</param>
    /// <param name="targetId">To what.</param>
    /// <param name="targetName">What that is called; a user's principal name.</param>
    /// <param name="reason">The activity in more words.</param>
    /// <param name="targetType">What kind of thing it is, where that is not always the activity's.</param>
    public void Record(Activity activity, Guid targetId, string targetName, string? reason = null, string? targetType = null,
        IReadOnlyList<AuditedChange>? changes = null)
    {
        var trail = Trail ?? throw new InvalidOperationException("A change runs inside Writer.RunAsync, which says who makes it.");
        AuditRecords.Add(trail.Row(TenantId, activity, targetId, targetName, reason, targetType, changes));
    }

    /// <summary>Saves, and says whether a key or unique index refused the new values. The context is then clear of them.</summary>
    public async Task<bool> TrySaveAsync(CancellationToken cancellation = default)
    {
        // Only a save that may fail and be survived needs a savepoint; a change that fails as a whole is taken back as a whole.
        Database.AutoSavepointsEnabled = true;
        try
        {
            await SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (IsDuplicate(e))
        {
            ChangeTracker.Clear();
            return false;
        }
        finally
        {
            Database.AutoSavepointsEnabled = false;
        }
    }

    /// <summary>The domain that sign-in names are issued under.</summary>
    public Task<string> DefaultDomainAsync() => Domains.OrderByDescending(d => d.IsDefault).Select(d => d.Name).FirstAsync();

    /// <summary>
    /// Makes other changes to this user's methods wait until this one ends: for rules that span two rows, which no key can hold. False
    /// when there is no such user any more.
    /// </summary>
    public async Task<bool> LockAsync(Guid userId) =>
        await UnrecordedAsync(() => Users.Where(u => u.Id == userId).ExecuteUpdateAsync(u => u.SetProperty(x => x.Version, Guid.NewGuid()))) == 1;

    /// <summary>Runs what leaves everything as anybody sees it, and so needs no audit record: a lock, the end of rows that are no longer shown.</summary>
    internal async Task<T> UnrecordedAsync<T>(Func<Task<T>> statements)
    {
        var wrote = _wrote;
        var result = await statements();
        _wrote = wrote;
        return result;
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var counted = new SortedDictionary<int, int>();
        var isAudited = false;
        foreach (var entry in ChangeTracker.Entries().ToArray())
        {
            switch (entry.Entity)
            {
                case AuthenticationMethodRow method when entry.State == EntityState.Modified:
                    method.Version = Guid.NewGuid();
                    break;
                case TenantRow tenant when entry.State == EntityState.Added:
                    AddRange(Enumerable.Range(0, UserCountRow.Slots).Select(slot => new UserCountRow { TenantId = tenant.Id, Slot = slot }));
                    break;
                case AuditRow when entry.State == EntityState.Added:
                    isAudited = true;
                    break;
                // Taken before the save, which forgets what was new.
                case UserRow user when Counted(entry, user) is not 0 and var change:
                    var slot = UserCountRow.SlotOf(user.Id);
                    counted[slot] = counted.GetValueOrDefault(slot) + change;
                    break;
            }
        }

        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        // In one order, so that nobody waits for whoever waits for them.
        foreach (var (slot, change) in counted) await CountAsync(slot, change, cancellationToken);
        _wrote |= rows > 0;
        _audited |= isAudited;
        return rows;
    }

    /// <summary>How many users the tenant has, known without counting them.</summary>
    public Task<int> UserCountAsync() => Set<UserCountRow>().SumAsync(c => c.Users);

    /// <summary>Notes that users came or went by a statement that passes the change tracker by; what is saved is counted already.</summary>
    /// <param name="user">One of them.</param>
    /// <param name="change">How many more there are.</param>
    public Task CountUsersAsync(Guid user, int change) => CountAsync(UserCountRow.SlotOf(user), change, CancellationToken.None);

    private Task CountAsync(int slot, int change, CancellationToken cancellation) =>
        Set<UserCountRow>().Where(c => c.Slot == slot).ExecuteUpdateAsync(c => c.SetProperty(x => x.Users, x => x.Users + change), cancellation);

    /// <summary>How many more users there are by what is done to one.</summary>
    private static int Counted(EntityEntry entry, UserRow user)
    {
        var was = entry.State != EntityState.Added && entry.OriginalValues.GetValue<DateTimeOffset?>(nameof(UserRow.DeletedDateTime)) is null;
        var willBe = entry.State != EntityState.Deleted && user.DeletedDateTime is null;
        return (willBe ? 1 : 0) - (was ? 1 : 0);
    }

    /// <summary>Says that a statement changed rows past the change tracker.</summary>
    internal void Wrote() => _wrote = true;

    /// <summary>Prepares the context for a change by <paramref name="trail"/>'s actor.</summary>
    internal void Begin(Guid tenantId, AuditTrail trail)
    {
        ChangeTracker.Clear();
        Database.AutoSavepointsEnabled = false;
        (TenantId, Trail, _wrote, _audited) = (tenantId, trail, false, false);
    }

    /// <summary>Saves what is pending and insists that whatever was written was also audited.</summary>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        await SaveChangesAsync(cancellation);
        if (_wrote && !_audited) throw new InvalidOperationException("A change was made without its audit record.");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AuthDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.BaseType is null))
        {
            var row = Expression.Parameter(entity.ClrType);
            var own = Expression.Equal(
                Expression.Property(row, entity.ClrType == typeof(TenantRow) ? nameof(TenantRow.Id) : nameof(TenantOwned.TenantId)),
                Expression.Property(Expression.Constant(this), nameof(TenantId)));
            entity.SetQueryFilter(TenantFilter, Expression.Lambda(own, row));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>().HavePrecision(6);
        configurationBuilder.Properties<string>().HaveMaxLength(256);
    }

    /// <summary>Instants are stored as UTC, to the microsecond: as much as every engine keeps, and comparable on all of them.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime, stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
