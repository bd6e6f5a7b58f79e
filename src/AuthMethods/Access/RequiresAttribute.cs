using System.Runtime.CompilerServices;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Access;

/// <summary>The permission that an action requires. It checks the token; <c>TargetUser</c> applies the rest of the row.</summary>
/// <param name="permission">The row of <see cref="RoleMatrix"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresAttribute(string permission) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public string Permission { get; } = permission;

    /// <summary>How the action changes the caller's own methods if the route's user is the caller; see <see cref="PolicyOptions"/>.</summary>
    public SelfService SelfService { get; init; }

    /// <summary>The action checks each user that its body names, so roles that the caller holds only in administrative units count.</summary>
    public bool ChecksEachUser { get; init; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    // Authorization adds it to sets on each call, and Attribute.Equals would use reflection.
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>What an action does to the caller's own methods.</summary>
internal enum SelfService
{
    /// <summary>It changes none.</summary>
    None,
    /// <summary>It removes one, or turns a feature of it on or off.</summary>
    Change,
    /// <summary>It adds or updates one.</summary>
    Write,
}

internal sealed class RequiresHandler(Caller caller, AccessRules access) : AuthorizationHandler<RequiresAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiresAttribute requirement)
    {
        if (context.User.Identity?.IsAuthenticated != true) return Task.CompletedTask;
        if (access.CheckToken(requirement.Permission, caller) is { } refusal) throw GraphErrors.Denied(((HttpContext)context.Resource!).Graph(), refusal);
        context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
