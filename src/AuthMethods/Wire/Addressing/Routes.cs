namespace AuthMethods.Wire.Addressing;

/// <summary>The beginnings of routes. <c>{version}</c> is <c>v1.0</c> or <c>beta</c>, <c>{user}</c> an object id or user principal name.</summary>
internal static class Routes
{
    public const string Root = "{version:graph}";
    public const string V1 = "v1.0";
    public const string Beta = "beta";
    public const string User = Root + "/users/{user}";
    public const string Me = Root + "/me";
    /// <summary>The root of what Graph does not have, outside of its versions.</summary>
    public const string Own = "authmethods";
    public const string OwnUser = Own + "/users/{user}";
    public const string OwnTenants = Own + "/tenants";
    /// <summary>A tenant that the operator names, for actions of the <see cref="ControlPlaneAttribute">control plane</see>.</summary>
    public const string OwnTenant = OwnTenants + "/{tenant}";
    public const string OwnMe = Own + "/me";
    public const string Authentication = "/authentication/";
}
