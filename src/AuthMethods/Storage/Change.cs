using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Storage;

/// <summary>A change to a tenant's rows while <see cref="Writer"/> runs it: what it may read, write and record.</summary>
internal sealed class Change
{
    private bool _wrote;
    private bool _audited;

    internal Change(AuthDb rows, AuditTrail trail) => (Rows, Trail) = (rows, trail);

    /// <summary>The context of this change, for queries that are also used outside a change.</summary>
    public AuthDb Rows { get; }

    public Guid TenantId => Rows.TenantId;

    /// <summary>Who makes the change.</summary>
    public AuditTrail Trail { get; }

    /// <summary>When the change is made; the same at each attempt.</summary>
    public DateTimeOffset Now => Trail.At;

    public DbSet<TenantRow> Tenants => Rows.Tenants;
    public DbSet<UserRow> Users => Rows.Users;
    public DbSet<ApplicationRow> Applications => Rows.Applications;
    public DbSet<ServicePrincipalRow> ServicePrincipals => Rows.ServicePrincipals;
    public DbSet<ApplicationCredentialRow> ApplicationCredentials => Rows.ApplicationCredentials;
    public DbSet<ApplicationOwnerRow> ApplicationOwners => Rows.ApplicationOwners;
    public DbSet<AppRoleAssignmentRow> AppRoleAssignments => Rows.AppRoleAssignments;
    public DbSet<PermissionGrantRow> PermissionGrants => Rows.PermissionGrants;
    public DbSet<GroupRow> Groups => Rows.Groups;
    public DbSet<GroupMemberRow> GroupMembers => Rows.GroupMembers;
    public DbSet<AdministrativeUnitRow> AdministrativeUnits => Rows.AdministrativeUnits;
    public DbSet<AdministrativeUnitMemberRow> AdministrativeUnitMembers => Rows.AdministrativeUnitMembers;
    public DbSet<RoleAssignmentRow> RoleAssignments => Rows.RoleAssignments;
    public DbSet<RoleDefinitionRow> RoleDefinitions => Rows.RoleDefinitions;
    public DbSet<AuthenticationMethodRow> AuthenticationMethods => Rows.AuthenticationMethods;
    public DbSet<MethodConfigurationRow> MethodConfigurations => Rows.MethodConfigurations;

    /// <summary>
    /// What delta queries must know of this change. The change tracker's rows are noted when they are saved; a statement that bypasses it
    /// must note the users, groups and members that it changes.
    /// </summary>
    public ChangedObjects Objects { get; private set; } = new();

    public bool HasChanges => Rows.ChangeTracker.HasChanges();

    public DbSet<TRow> Set<TRow>() where TRow : class => Rows.Set<TRow>();

    public void Add(object row) => Rows.Add(row);

    public void AddRange(IEnumerable<object> rows) => Rows.AddRange(rows);

    /// <summary>Saves a row that was read untracked.</summary>
    public void Update(object row) => Rows.Update(row);

    public void Remove(object row) => Rows.Remove(row);

    public void RemoveRange(IEnumerable<object> rows) => Rows.RemoveRange(rows);

    public EntityEntry<TRow> Entry<TRow>(TRow row) where TRow : class => Rows.Entry(row);

    /// <summary>
    /// Adds the audit record of a change to the activity's target, usually a user. It is committed together with the change.
    /// </summary>
    /// <param name="activity">What was done.</param>
    /// <param name="targetId">The id of the changed object.</param>
    /// <param name="targetName">Its name; for a user, the principal name.</param>
    /// <param name="reason">A longer description of the activity.</param>
    /// <param name="targetType">The target's type, if it can differ from the activity's.</param>
    /// <param name="changes">The changed properties, if the record names them.</param>
    /// <param name="registered">The method that the target registered, for the reports.</param>
    public void Record(AuditActivity activity, Guid targetId, string targetName, string? reason = null, string? targetType = null,
        IReadOnlyList<AuditedChange>? changes = null, UsageAuthMethod? registered = null) =>
        Rows.AuditRecords.Add(Trail.Row(TenantId, activity, targetId, targetName, reason, targetType, changes, registered));

    /// <summary>Adds the audit record of an activity that was refused because of a wrong secret.</summary>
    public void RecordFailure(AuditActivity activity, Guid targetId, string targetName)
    {
        var row = Trail.Row(TenantId, activity, targetId, targetName, "Wrong secret, or too many of them", targetType: null, audited: null, registered: null);
        row.Result = AuditRow.Failure;
        Rows.AuditRecords.Add(row);
    }

    /// <summary>Adds the audit record of a change to a user, under the current principal name.</summary>
    public void Record(UserRow user, AuditActivity activity, IReadOnlyList<AuditedChange>? changes = null) =>
        Record(activity, user.Id, user.UserPrincipalName, changes: changes);

    public Task SaveAsync(CancellationToken cancellation = default) => Rows.SaveChangesAsync(cancellation);

    /// <summary>Saves. Returns false, and clears the context, if a key or unique index rejected the new values.</summary>
    public async Task<bool> TrySaveAsync(CancellationToken cancellation = default)
    {
        // Only a save whose failure is handled needs a savepoint; a change that fails is rolled back as a whole.
        Rows.Database.AutoSavepointsEnabled = true;
        try
        {
            await Rows.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (Rows.IsDuplicate(e))
        {
            Rows.ChangeTracker.Clear();
            return false;
        }
        finally
        {
            Rows.Database.AutoSavepointsEnabled = false;
        }
    }

    /// <summary>
    /// Makes other changes to this user's methods wait until this one ends, for rules that span two rows and that no key can enforce.
    /// Returns false if the user does not exist.
    /// </summary>
    public async Task<bool> LockAsync(Guid userId) =>
        await UnrecordedAsync(() => Users.Where(u => u.Id == userId).ExecuteUpdateAsync(u => u.SetProperty(x => x.Version, Guid.NewGuid()))) == 1;

    /// <summary>
    /// Runs statements that need no audit record, such as locks, the removal of expired rows and the storing of a challenge.
    /// </summary>
    internal async Task<T> UnrecordedAsync<T>(Func<Task<T>> statements)
    {
        var wrote = _wrote;
        var result = await statements();
        _wrote = wrote;
        return result;
    }

    /// <summary>Notes that the context wrote rows, through the change tracker or by a statement.</summary>
    internal void MarkWritten(bool isAudited = false)
    {
        _wrote = true;
        _audited |= isAudited;
    }

    /// <summary>Whether the writer rolls the change back instead of committing it.</summary>
    internal bool IsUndone { get; private set; }

    internal void Undo() => IsUndone = true;

    /// <summary>Saves pending changes, and what delta queries must know of them. Throws if rows were written without an audit record.</summary>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        await SaveAsync(cancellation);
        if (_wrote && !_audited) throw new InvalidOperationException("Rows were changed without an audit record.");
        await Objects.WriteAsync(Rows, Now, cancellation);
    }

    /// <summary>Writes everything that is pending, so that all rows can be read as they will be committed.</summary>
    internal async Task CompleteAsync(CancellationToken cancellation)
    {
        await SaveAsync(cancellation);
        await Objects.WriteAsync(Rows, Now, cancellation);
        Objects = new();
    }
}
