using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Storage;

/// <summary>One change to a tenant's rows while <see cref="Writer"/> runs it: what it may read, write and record.</summary>
internal sealed class Change
{
    private bool _wrote;
    private bool _audited;

    internal Change(AuthDb rows, AuditTrail trail) => (Rows, Trail) = (rows, trail);

    /// <summary>The context of this change, for queries that reads outside a change share.</summary>
    public AuthDb Rows { get; }

    public Guid TenantId => Rows.TenantId;

    /// <summary>Who makes the change.</summary>
    public AuditTrail Trail { get; }

    /// <summary>When the change is made; the same at each try.</summary>
    public DateTimeOffset Now => Trail.At;

    public DbSet<TenantRow> Tenants => Rows.Tenants;
    public DbSet<UserRow> Users => Rows.Users;
    public DbSet<GroupRow> Groups => Rows.Groups;
    public DbSet<GroupMemberRow> GroupMembers => Rows.GroupMembers;
    public DbSet<RoleAssignmentRow> RoleAssignments => Rows.RoleAssignments;
    public DbSet<RoleDefinitionRow> RoleDefinitions => Rows.RoleDefinitions;
    public DbSet<AuthenticationMethodRow> AuthenticationMethods => Rows.AuthenticationMethods;
    public DbSet<MethodConfigurationRow> MethodConfigurations => Rows.MethodConfigurations;

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
    /// Adds the audit record of a change to what the activity is about, mostly a user; it becomes durable together with the
    /// change, or not at all.
    /// </summary>
    /// <param name="activity">What was done.</param>
    /// <param name="targetId">To what.</param>
    /// <param name="targetName">What that is called; a user's principal name.</param>
    /// <param name="reason">The activity in more words.</param>
    /// <param name="targetType">What kind of thing it is, where that is not always the activity's.</param>
    /// <param name="changes">The properties that change, if the record names them.</param>
    public void Record(AuditActivity activity, Guid targetId, string targetName, string? reason = null, string? targetType = null,
        IReadOnlyList<AuditedChange>? changes = null) =>
        Rows.AuditRecords.Add(Trail.Row(TenantId, activity, targetId, targetName, reason, targetType, changes));

    /// <summary>The same for a user as they are called now.</summary>
    public void Record(UserRow user, AuditActivity activity, IReadOnlyList<AuditedChange>? changes = null) =>
        Record(activity, user.Id, user.UserPrincipalName, changes: changes);

    public Task SaveAsync(CancellationToken cancellation = default) => Rows.SaveChangesAsync(cancellation);

    /// <summary>Saves, and says whether a key or unique index refused the new values. The context is then clear of them.</summary>
    public async Task<bool> TrySaveAsync(CancellationToken cancellation = default)
    {
        // Only a save that may fail and be survived needs a savepoint; a change that fails as a whole is taken back as a whole.
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
    /// Makes other changes to this user's methods wait until this one ends: for rules that span two rows, which no key can hold. False
    /// when the user does not exist.
    /// </summary>
    public async Task<bool> LockAsync(Guid userId) =>
        await UnrecordedAsync(() => Users.Where(u => u.Id == userId).ExecuteUpdateAsync(u => u.SetProperty(x => x.Version, Guid.NewGuid()))) == 1;

    /// <summary>Runs statements that change nothing a caller can see, and so need no audit record: locks, removal of expired rows.</summary>
    internal async Task<T> UnrecordedAsync<T>(Func<Task<T>> statements)
    {
        var wrote = _wrote;
        var result = await statements();
        _wrote = wrote;
        return result;
    }

    /// <summary>Counts users that a statement adds or removes without the change tracker, which counts the others.</summary>
    /// <param name="user">One of them.</param>
    /// <param name="change">How many more users there are.</param>
    internal Task CountUsersAsync(Guid user, int change) => Rows.CountAsync(UserCountRow.SlotOf(user), change, CancellationToken.None);

    /// <summary>Notes what the context wrote, by the change tracker or by a statement.</summary>
    internal void Wrote(bool isAudited = false)
    {
        _wrote = true;
        _audited |= isAudited;
    }

    /// <summary>The writer takes the change back instead of committing it.</summary>
    internal bool IsUndone { get; private set; }

    internal void Undo() => IsUndone = true;

    /// <summary>Saves what is pending. Throws when rows were written without an audit record.</summary>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        await SaveAsync(cancellation);
        if (_wrote && !_audited) throw new InvalidOperationException("A change was made without its audit record.");
    }
}
