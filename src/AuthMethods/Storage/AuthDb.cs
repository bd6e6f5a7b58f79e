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
    public Guid TenantId
    {
        get;
        set
        {
            field = value;
            if (TenantTime.IsAnyMoved) TenantTime.Enter(value);
        }
    }

    /// <summary>
    /// False during a change. If its connection is lost, Entity Framework would open another one and run the rest of the change there, outside
    /// the transaction.
    /// </summary>
    internal bool MayConnect { get; set; } = true;

    /// <summary>What the context borrowed while it is in use, given back when it returns to its pool.</summary>
    internal IDisposable? Borrowed { get; set; }

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
    public DbSet<AdministrativeUnitRow> AdministrativeUnits => Set<AdministrativeUnitRow>();
    public DbSet<AdministrativeUnitMemberRow> AdministrativeUnitMembers => Set<AdministrativeUnitMemberRow>();
    public DbSet<RoleAssignmentRow> RoleAssignments => Set<RoleAssignmentRow>();
    public DbSet<RoleDefinitionRow> RoleDefinitions => Set<RoleDefinitionRow>();
    public DbSet<AuthenticationMethodRow> AuthenticationMethods => Set<AuthenticationMethodRow>();
    public DbSet<MethodConfigurationRow> MethodConfigurations => Set<MethodConfigurationRow>();
    public DbSet<AuditRow> AuditRecords => Set<AuditRow>();
    public DbSet<SignInRow> SignIns => Set<SignInRow>();

    /// <summary>Whether a save failed because a key or unique index already contained the value.</summary>
    public abstract bool IsDuplicate(DbUpdateException exception);

    /// <summary>The domain that sign-in names are issued under.</summary>
    public Task<string> DefaultDomainAsync() => Domains.OrderByDescending(d => d.IsDefault).Select(d => d.Name).FirstAsync();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var (objects, isAudited) = (new ChangedObjects(), false);
        var licenseChanges = new SortedDictionary<string, int>(StringComparer.Ordinal);
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
                case AuditRow or SignInRow when entry.State == EntityState.Added:
                    isAudited = true;
                    break;
                case UserRow or GroupRow or GroupMemberRow:
                    objects.Note(entry);
                    if (entry.Entity is not UserRow user) break;
                    foreach (var (sku, by) in LicenseChanges(entry, user)) licenseChanges[sku] = licenseChanges.GetValueOrDefault(sku) + by;
                    break;
            }
        }

        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        Change?.Objects.Add(objects);
        // Locked in a fixed order to avoid deadlocks.
        foreach (var (sku, change) in licenseChanges) await AdjustLicenseCountAsync(Guid.Parse(sku), change, cancellationToken);
        if (rows > 0) Change?.MarkWritten(isAudited);
        return rows;
    }

    /// <summary>The tenant's number of users, read from a stored count.</summary>
    public Task<int> UserCountAsync() => Set<UserCountRow>().SumAsync(c => c.Users);

    private Task AdjustLicenseCountAsync(Guid sku, int change, CancellationToken cancellation) =>
        Set<LicenseCountRow>().Where(c => c.SkuId == sku).ExecuteUpdateAsync(c => c.SetProperty(x => x.Consumed, x => x.Consumed + change), cancellation);

    /// <summary>The differences that the pending change to a user makes to the numbers of licenses in use.</summary>
    private static IEnumerable<(string Sku, int By)> LicenseChanges(EntityEntry entry, UserRow user)
    {
        var had = entry.State == EntityState.Added || entry.OriginalValues.GetValue<DateTimeOffset?>(nameof(UserRow.DeletedDateTime)) is not null
            ? []
            : entry.OriginalValues.GetValue<string[]>(nameof(UserRow.LicensedSkus));
        var has = entry.State == EntityState.Deleted || user.DeletedDateTime is not null ? [] : user.LicensedSkus;
        return had.Except(has).Select(sku => (sku, -1)).Concat(has.Except(had).Select(sku => (sku, 1)));
    }

    // The next user of a pooled context may have it, and have set this property, before the base class returns.
    public override void Dispose()
    {
        var borrowed = Borrowed;
        Borrowed = null;
        base.Dispose();
        borrowed?.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        var borrowed = Borrowed;
        Borrowed = null;
        await base.DisposeAsync();
        borrowed?.Dispose();
    }

    /// <summary>Prepares the context for a change by <paramref name="trail"/>'s actor.</summary>
    internal Change Begin(Guid tenantId, AuditTrail trail)
    {
        ChangeTracker.Clear();
        Database.AutoSavepointsEnabled = false;
        if (TenantTime.IsAnyMoved) TenantTime.Begin(tenantId);
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
