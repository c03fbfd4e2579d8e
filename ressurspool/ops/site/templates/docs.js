const ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
  layout: "BaseLayout",
  deepLinking: true,
  docExpansion: "none",
  validatorUrl: null,
  oauth2RedirectUrl: window.location.origin + "/auth/docs/oauth2-redirect",
});
ui.initOAuth({ clientId: "docs", usePkceWithAuthorizationCodeGrant: true });
