using System.Linq.Expressions;
using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Methods;

/// <summary>Everything that the service needs to know about one kind of authentication method. Each kind's folder declares one.</summary>
internal abstract class MethodKind
{
    /// <summary>The type of its rows.</summary>
    public abstract Type Row { get; }

    /// <summary>Its wire types.</summary>
    public abstract JsonSerializerContext Json { get; }

    /// <summary>Not in v1.0, where the list of all methods leaves it out too.</summary>
    public virtual bool IsBetaOnly => false;

    /// <summary>Its rows of the <see cref="RoleMatrix"/>: who may do what with its methods.</summary>
    public abstract IReadOnlyList<PermissionRow> Permissions { get; }

    /// <summary>What its methods can count as.</summary>
    public abstract IReadOnlyList<Registered> Counted { get; }

    /// <summary>The bits of <see cref="Counted"/> that a row has, as an expression that every engine can evaluate.</summary>
    public abstract LambdaExpression Bits { get; }

    /// <summary>The ways to use its methods that the system may prefer at sign-in.</summary>
    public virtual IReadOnlyList<MethodUse> Uses => [];

    /// <summary>Its built-in configurations in the policy.</summary>
    public virtual IReadOnlyList<DefaultConfiguration> Configurations => [];

    /// <summary>The type of configuration that a tenant can add any number of, each with its own id.</summary>
    public virtual Type? AddedConfiguration => null;

    /// <summary>Which users may use which of its methods under a policy.</summary>
    public virtual IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) => [new(Counted.Aggregate(0L, (bits, c) => bits | c.Bit), GroupScope.Everyone)];

    /// <summary>Registers its store and its other services, such as sign-in and bulk registration.</summary>
    public abstract void AddServices(IServiceCollection services);

    /// <summary>The wire type of a method.</summary>
    public abstract AuthenticationMethod ToWire(AuthenticationMethodRow row, MethodView view);

    /// <summary>The rows of a user in the sample tenant.</summary>
    public virtual IEnumerable<TenantOwned> SamplesOf(SampleUser user) => [];

    /// <summary>Other rows of the sample tenant.</summary>
    public virtual IEnumerable<TenantOwned> TenantSamples => [];

    /// <summary>The method of each user in a load test; null for none.</summary>
    /// <param name="number">The user's number.</param>
    /// <param name="passwordHash">The hash of the password that all these users have.</param>
    public virtual AuthenticationMethodRow? BulkSampleOf(int number, string passwordHash) => null;

    /// <summary>Its rows that expire.</summary>
    public virtual IEnumerable<ExpiringRows> Expiring => [];

    /// <summary>Removes or disables a method whose user must register again for multi-factor authentication; false if the kind's methods stay.</summary>
    public virtual Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row) => Task.FromResult(false);

    /// <summary>Releases what a user's methods reserve, before they are permanently deleted.</summary>
    public virtual Task ReleaseAsync(Change change, Guid user) => Task.CompletedTask;

    /// <summary>Removes the methods that depend on a configuration that was just removed.</summary>
    public virtual Task EndWithConfigurationAsync(Change change, string configurationId) => Task.CompletedTask;

    /// <summary>Runs queries in advance that would otherwise slow down the first request of the kind.</summary>
    public virtual Task WarmUpAsync(IServiceProvider services, AuthDb db) => Task.CompletedTask;

    /// <summary>The union of the bits of several methods, from the sum of their distinct values. The sum is the union if the values share no bits.</summary>
    public virtual long UnionOf(long sum) => sum;

    /// <summary>An <see cref="EndForReregistrationAsync"/> that deletes the method.</summary>
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

    /// <summary><see cref="MethodKind.Bits"/>; by default, all methods of a kind count as the same.</summary>
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
