using System.Linq.Expressions;
using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Methods;

/// <summary>All that the service must know of one kind of authentication method. Each kind's folder declares one.</summary>
internal abstract class MethodKind
{
    /// <summary>What the kind stores. Its mapping is beside it.</summary>
    public abstract Type Row { get; }

    /// <summary>Its types that go over the wire.</summary>
    public abstract JsonSerializerContext Json { get; }

    /// <summary>v1.0 doesn't have the kind, nor does its list of all methods.</summary>
    public virtual bool IsBetaOnly => false;

    /// <summary>Who may do what with its methods: its rows of the <see cref="RoleMatrix"/>.</summary>
    public abstract IReadOnlyList<PermissionRow> Permissions { get; }

    /// <summary>What its methods can be registered as.</summary>
    public abstract IReadOnlyList<Registered> Counted { get; }

    /// <summary>The bits of <see cref="Counted"/> that a row has, as every engine can evaluate them.</summary>
    public abstract LambdaExpression Bits { get; }

    /// <summary>How its methods are used at sign-in, where the system may prefer them.</summary>
    public virtual IReadOnlyList<MethodUse> Uses => [];

    /// <summary>The policy's configurations of the kind that every tenant has.</summary>
    public virtual IReadOnlyList<DefaultConfiguration> Configurations => [];

    /// <summary>The type of configuration of which a tenant can have any number, each with an id of its own.</summary>
    public virtual Type? AddedConfiguration => null;

    /// <summary>Which users the policy lets use which of its methods.</summary>
    public virtual IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) => [new(Counted.Aggregate(0L, (bits, c) => bits | c.Bit), GroupScope.Everyone)];

    /// <summary>Its store, and whatever else the kind has: a way to sign in, registration in bulk, errors of its own.</summary>
    public abstract void AddServices(IServiceCollection services);

    /// <summary>The method as it goes over the wire.</summary>
    public abstract AuthenticationMethod ToWire(AuthenticationMethodRow row, MethodView view);

    /// <summary>What a user of the sample tenant has.</summary>
    public virtual IEnumerable<TenantOwned> SamplesOf(SampleUser user) => [];

    /// <summary>What the sample tenant has.</summary>
    public virtual IEnumerable<TenantOwned> TenantSamples => [];

    /// <summary>What each of the many users of a load test has; null for nothing.</summary>
    /// <param name="number">The user's.</param>
    /// <param name="passwordHash">The hash of all their password.</param>
    public virtual AuthenticationMethodRow? BulkSampleOf(int number, string passwordHash) => null;

    /// <summary>Rows of its own that are of no use after an instant.</summary>
    public virtual IEnumerable<ExpiringRows> Expiring => [];

    /// <summary>Ends a method whose user has to register again for multi-factor authentication; false for a kind whose methods stay.</summary>
    public virtual Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row) => Task.FromResult(false);

    /// <summary>Frees what a user's methods reserve, before they are deleted for good.</summary>
    public virtual Task ReleaseAsync(Change change, Guid user) => Task.CompletedTask;

    /// <summary>Removes the methods that cannot exist without a configuration, which was just removed.</summary>
    public virtual Task EndWithConfigurationAsync(Change change, string configurationId) => Task.CompletedTask;

    /// <summary>Runs the queries that the first request of the kind would otherwise wait for.</summary>
    public virtual Task WarmUpAsync(IServiceProvider services, AuthDb db) => Task.CompletedTask;

    /// <summary>The union of the bits of several methods, given the sum of those that differ; the same wherever a kind's methods share no bits.</summary>
    public virtual long UnionOf(long sum) => sum;

    /// <summary>For a kind whose methods are deleted when their user has to register again.</summary>
    protected static Task<bool> RemoveAsync(Change change, AuthenticationMethodRow row)
    {
        change.Remove(row);
        return Task.FromResult(true);
    }
}

/// <summary>A kind that stores <typeparamref name="TRow"/>s.</summary>
internal abstract class MethodKind<TRow> : MethodKind where TRow : AuthenticationMethodRow
{
    public sealed override Type Row => typeof(TRow);

    public sealed override LambdaExpression Bits => RegisteredAs;

    /// <summary><see cref="MethodKind.Bits"/>; unless a kind says otherwise, all of its methods count as the same.</summary>
    protected virtual Expression<Func<TRow, long>> RegisteredAs
    {
        get
        {
            var bits = Expression.Constant(Counted.Aggregate(0L, (bits, c) => bits | c.Bit));
            return Expression.Lambda<Func<TRow, long>>(bits, Expression.Parameter(typeof(TRow), "row"));
        }
    }

    protected abstract AuthenticationMethod ToWire(TRow row, MethodView view);

    public sealed override AuthenticationMethod ToWire(AuthenticationMethodRow row, MethodView view) => ToWire((TRow)row, view);
}
