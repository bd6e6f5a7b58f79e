using System.Reflection;
using AuthMethods.Access;
using AuthMethods.Features.Batch;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Mvc.Routing;

namespace AuthMethods.Tests.Access;

/// <summary>Every action requires a permission, and every permission is required somewhere.</summary>
public sealed class DeclaredPermissionsTests
{
    private static readonly MethodInfo[] Actions = [.. typeof(GraphController).Assembly.GetTypes()
        // A batch requires no permission; each of its entries requires its own.
        .Where(t => t.IsSubclassOf(typeof(GraphController)) && t != typeof(BatchController))
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        // What is for the operator belongs to no tenant's roles.
        .Where(a => !a.IsDefined(typeof(ControlPlaneAttribute)) && !a.DeclaringType!.IsDefined(typeof(ControlPlaneAttribute)))];

    /// <summary>Permissions required because of a request's body or its target, not because of its action.</summary>
    private static readonly string[] AskedForByProperties =
    [
        Permission.UserProfileWrite, Permission.UserStandingWrite, Permission.UserPhonesWrite, Permission.UserMailsWrite, Permission.UserEnable,
        Permission.UserFullRead,
        Permission.UserIdentityWrite, Permission.UserIdentitiesWrite,
        Permission.UserPasswordWrite, Permission.AdministratorPasswordWrite, Permission.RoleAssignableGroupWrite, HardwareOathMethodKind.DevicesAssign,
        Permission.HiddenMembersRead,
        Permission.GraphRolesAssign,
        Permission.PoliciesRead,
    ];

    [Fact]
    public void EveryAction_RequiresAPermission() =>
        Assert.All(Actions, a =>
            Assert.True(a.GetCustomAttributes<HttpMethodAttribute>().Any() && a.GetCustomAttributes<RequiresAttribute>().Count() == 1, Name(a)));

    [Fact]
    public void EveryAction_TakesItsTargetThroughThePolicy() =>
        Assert.All(Actions, a => Assert.True(
            a.GetParameters().Any(p => Targets.All.Contains(p.ParameterType)), Name(a)));

    [Fact]
    public void EveryPermission_IsAskedFor() =>
        Assert.Equal(
            Someone.Matrix.Permissions.Order(),
            Actions.Select(a => a.GetCustomAttribute<RequiresAttribute>()!.Permission).Concat(AskedForByProperties).Distinct().Order());

    private static string Name(MethodInfo action) => $"{action.DeclaringType!.Name}.{action.Name}";
}
