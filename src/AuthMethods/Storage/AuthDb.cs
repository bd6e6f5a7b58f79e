using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AuthMethods.Storage;

/// <summary>
/// The database as the features see it; each engine derives a class from it. Queries return only rows of <see cref="TenantId"/>,
/// and users in the recycle bin only if the query lifts <see cref="DeletedFilter"/>.
/// </summary>
internal abstract class AuthDb(DbContextOptions options) : DbContext(options)
{
    public const string TenantFilter = "tenant";
    public const string DeletedFilter = "deleted";

    /// <summary>The tenant whose rows this context sees. Empty at first, which shows only the server's own rows.</summary>
    public Guid TenantId { get; set; }

    /// <summary>The change that uses this context; null if the context only reads.</summary>
    internal Change? Change { get; set; }

    public DbSet<TenantRow> Tenants => Set<TenantRow>();
    public DbSet<DomainRow> Domains => Set<DomainRow>();
    public DbSet<ApplicationRow> Applications => Set<ApplicationRow>();
    public DbSet<ServicePrincipalRow> ServicePrincipals => Set<ServicePrincipalRow>();
    public DbSet<ApplicationCredentialRow> ApplicationCredentials => Set<ApplicationCredentialRow>();
    public DbSet<ApplicationOwnerRow> ApplicationOwners => Set<ApplicationOwnerRow>();
    public DbSet<AppRoleAssignmentRow> AppRoleAssignments => Set<AppRoleAssignmentRow>();
    public DbSet<PermissionGrantRow> PermissionGrants => Set<PermissionGrantRow>();
    public DbSet<UserRow> Users => Set<UserRow>();
    public DbSet<GroupRow> Groups => Set<GroupRow>();
    public DbSet<GroupMemberRow> GroupMembers => Set<GroupMemberRow>();
    public DbSet<RoleAssignmentRow> RoleAssignments => Set<RoleAssignmentRow>();
    public DbSet<RoleDefinitionRow> RoleDefinitions => Set<RoleDefinitionRow>();
    public DbSet<AuthenticationMethodRow> AuthenticationMethods => Set<AuthenticationMethodRow>();
    public DbSet<MethodConfigurationRow> MethodConfigurations => Set<MethodConfigurationRow>();
    public DbSet<AuditRow> AuditRecords => Set<AuditRow>();

    /// <summary>Whether a save failed because a key or unique index already contained the value.</summary>
    public abstract bool IsDuplicate(DbUpdateException exception);

    /// <summary>The domain that sign-in names are issued under.</summary>
    public Task<string> DefaultDomainAsync() => Domains.OrderByDescending(d => d.IsDefault).Select(d => d.Name).FirstAsync();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var countChanges = new SortedDictionary<int, int>();
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
                case ApplicationRow application when entry.State == EntityState.Modified:
                    application.Version = Guid.NewGuid();
                    break;
                case ServicePrincipalRow principal when entry.State == EntityState.Modified:
                    principal.Version = Guid.NewGuid();
                    break;
                case PermissionGrantRow grant when entry.State == EntityState.Modified:
                    grant.Version = Guid.NewGuid();
                    break;
                case AuditRow when entry.State == EntityState.Added:
                    isAudited = true;
                    break;
                // Computed before the save, which clears the entry's state.
                case UserRow user when UserCountChange(entry, user) is not 0 and var change:
                    var slot = UserCountRow.SlotOf(user.Id);
                    countChanges[slot] = countChanges.GetValueOrDefault(slot) + change;
                    break;
            }
        }

        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        // Locked in a fixed order to avoid deadlocks.
        foreach (var (slot, change) in countChanges) await AdjustUserCountAsync(slot, change, cancellationToken);
        if (rows > 0) Change?.MarkWritten(isAudited);
        return rows;
    }

    /// <summary>The tenant's number of users, read from a stored count.</summary>
    public Task<int> UserCountAsync() => Set<UserCountRow>().SumAsync(c => c.Users);

    internal Task AdjustUserCountAsync(int slot, int change, CancellationToken cancellation) =>
        Set<UserCountRow>().Where(c => c.Slot == slot).ExecuteUpdateAsync(c => c.SetProperty(x => x.Users, x => x.Users + change), cancellation);

    /// <summary>The difference that the pending change to a user makes to the user count.</summary>
    private static int UserCountChange(EntityEntry entry, UserRow user)
    {
        var was = entry.State != EntityState.Added && entry.OriginalValues.GetValue<DateTimeOffset?>(nameof(UserRow.DeletedDateTime)) is null;
        var willBe = entry.State != EntityState.Deleted && user.DeletedDateTime is null;
        return (willBe ? 1 : 0) - (was ? 1 : 0);
    }

    /// <summary>Prepares the context for a change by <paramref name="trail"/>'s actor.</summary>
    internal Change Begin(Guid tenantId, AuditTrail trail)
    {
        ChangeTracker.Clear();
        Database.AutoSavepointsEnabled = false;
        TenantId = tenantId;
        return Change = new(this, trail);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AuthDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.BaseType is null))
        {
            var row = Expression.Parameter(entity.ClrType);
            var isOfTenant = Expression.Equal(
                Expression.Property(row, entity.ClrType == typeof(TenantRow) ? nameof(TenantRow.Id) : nameof(TenantOwned.TenantId)),
                Expression.Property(Expression.Constant(this), nameof(TenantId)));
            entity.SetQueryFilter(TenantFilter, Expression.Lambda(isOfTenant, row));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>().HavePrecision(6);
        configurationBuilder.Properties<string>().HaveMaxLength(256);
    }

    /// <summary>Instants are stored as UTC with microseconds, the finest precision that every engine keeps.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime, stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
